// Calls that wait for limits of their client, on many threads.

#include "telnyx/ai/chat.hpp"
#include "telnyx/client.hpp"
#include "telnyx/limits/call_limits.hpp"
#include "telnyx/testing/scripted_transport.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>
#include <boost/test/unit_test.hpp>

#include <atomic>
#include <exception>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace asio = boost::asio;

namespace {

/// A client whose server answers at once, or refuses each seventh request for a moment.
struct fixture {
    void expect_calls() {
        network->expect("POST", "/v2/ai/chat/completions").always().reply([this](auto const&) {
            using telnyx::testing::scripted_reply;
            if (++requests % 7 == 0)
                return scripted_reply::json(429, "{}").header("retry-after-ms", "1").may_be_given_up();
            return scripted_reply::json(200, R"({"id": "c", "object": "chat.completion", "created": 1, "model": "m",
                                                     "choices": [], "usage": {"total_tokens": 10}})")
                .waits()
                .may_be_given_up();
        });
    }

    telnyx::client made(telnyx::call_limits const& limits) {
        telnyx::client_options options;
        options.api_key("KEY").base_url("https://api.test/v2").custom_transport(network).limits(limits);
        return telnyx::client(io.get_executor(), options);
    }

    static auto call(telnyx::client const& client, int number) {
        telnyx::ai::chat_completion_params params{.messages = {telnyx::ai::user_message("Hi")}};
        params.model = "model " + std::to_string(number % 3);
        return client.ai.chat.create_completion(params);
    }

    void run() {
        std::vector<std::thread> threads;
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([this] { io.run(); });
        for (auto& each : threads)
            each.join();
    }

    asio::io_context io;
    std::atomic<int> requests = 0;
    std::shared_ptr<telnyx::testing::scripted_transport> network =
        std::make_shared<telnyx::testing::scripted_transport>();
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(limits_threads, fixture)

BOOST_AUTO_TEST_CASE(every_call_gets_its_turn) {
    constexpr int calls = 600;
    expect_calls();
    auto const client = made(telnyx::call_limits().in_flight(3).retry_share(1));
    std::atomic<int> ended = 0;
    for (int i = 0; i < calls; ++i)
        asio::co_spawn(asio::make_strand(io), call(client, i), [&](std::exception_ptr, auto const&) { ++ended; });
    run();
    BOOST_TEST(ended == calls);
    BOOST_TEST(client.statistics().limited == 0u);
    BOOST_TEST(client.statistics().calls == 0u);
}

BOOST_AUTO_TEST_CASE(waits_are_cancelled_and_aborted_from_other_threads) {
    constexpr int calls = 200;
    expect_calls();
    for (bool const aborted : {false, true}) {
        io.restart();
        auto client = made(telnyx::call_limits().in_flight(2).requests_per_minute(20));
        std::atomic<int> ended = 0;
        std::vector<asio::cancellation_signal> stops(calls);
        for (int i = 0; i < calls; ++i) {
            auto const strand = asio::make_strand(io);
            auto& stop = stops[static_cast<std::size_t>(i)];
            asio::co_spawn(
                strand, call(client, i),
                asio::bind_cancellation_slot(stop.slot(), [&](std::exception_ptr, auto const&) { ++ended; }));
            if (!aborted) asio::post(strand, [&stop] { stop.emit(asio::cancellation_type::terminal); });
        }
        std::thread closer([&] {
            while (aborted && client.statistics().limited == 0 && ended < calls)
                std::this_thread::yield();
            if (aborted) client.abort();
        });
        run();
        closer.join();
        BOOST_TEST(ended == calls);
        BOOST_TEST(client.statistics().limited == 0u);
        BOOST_TEST(client.statistics().calls == 0u);
        if (aborted) break;
    }
}

BOOST_AUTO_TEST_SUITE_END()
