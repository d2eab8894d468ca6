#include "telnyx/async/for_each_limited.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <numeric>
#include <stdexcept>
#include <thread>
#include <vector>

namespace asio = boost::asio;

namespace {

void run_on_threads(asio::io_context& io) {
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] { io.run(); });
    for (auto& each : threads)
        each.join();
}

std::vector<int> numbers(int count) {
    std::vector<int> made(static_cast<std::size_t>(count));
    std::iota(made.begin(), made.end(), 0);
    return made;
}

} // namespace

BOOST_AUTO_TEST_SUITE(for_each_limited_threads)

BOOST_AUTO_TEST_CASE(items_run_on_all_threads_within_the_limit) {
    constexpr int most = 7;
    std::atomic<int> running = 0;
    std::atomic<int> peak = 0;
    auto const work = [&](int number) -> asio::awaitable<int> {
        int const now = ++running;
        for (int seen = peak; seen < now && !peak.compare_exchange_weak(seen, now);) {
        }
        co_await asio::post(co_await asio::this_coro::executor, asio::deferred);
        --running;
        if (number % 10 == 3) throw std::runtime_error("three");
        co_return number;
    };
    asio::io_context io;
    std::vector<telnyx::outcome<int>> results;
    asio::co_spawn(asio::make_strand(io), telnyx::transform_limited(numbers(5000), most, work),
                   [&](std::exception_ptr failure, auto made) {
                       BOOST_TEST(!failure);
                       results = std::move(made);
                   });
    run_on_threads(io);
    BOOST_TEST(peak <= most);
    BOOST_TEST_REQUIRE(results.size() == 5000u);
    int wrong = 0;
    for (int i = 0; i < 5000; ++i) {
        auto const& each = results[static_cast<std::size_t>(i)];
        bool const right = i % 10 == 3 ? !each.has_value() : each.has_value() && each.value() == i;
        wrong += right ? 0 : 1;
    }
    BOOST_TEST(wrong == 0);
}

BOOST_AUTO_TEST_CASE(items_are_cancelled_and_stopped_from_any_thread) {
    for (int round = 0; round < 100; ++round) {
        std::atomic<int> running = 0;
        std::atomic<int> started = 0;
        bool const by_error = round % 2 == 0;
        auto const work = [&](int number) -> asio::awaitable<void> {
            ++running;
            ++started;
            asio::steady_timer timer(co_await asio::this_coro::executor, std::chrono::microseconds(number % 50));
            co_await timer.async_wait(asio::as_tuple(asio::deferred));
            --running;
            if (by_error && number == 40) throw std::runtime_error("forty");
        };
        asio::io_context io;
        auto const strand = asio::make_strand(io);
        asio::cancellation_signal stop;
        bool failed = false;
        int left = -1;
        auto const options = telnyx::for_each_options().stop_on_error();
        asio::co_spawn(strand, telnyx::for_each_limited(numbers(100'000), 8, work, options),
                       asio::bind_cancellation_slot(stop.slot(), [&](std::exception_ptr failure) {
                           failed = failure != nullptr;
                           left = running;
                       }));
        asio::steady_timer end(strand, std::chrono::milliseconds(1));
        if (!by_error) end.async_wait([&](auto) { stop.emit(asio::cancellation_type::terminal); });
        run_on_threads(io);
        BOOST_TEST(failed);
        BOOST_TEST(left == 0);
        BOOST_TEST(started < 100'000);
    }
}

BOOST_AUTO_TEST_SUITE_END()
