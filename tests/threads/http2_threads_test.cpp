#ifdef TELNYX_HTTP2

#include "support/body_sources.hpp"
#include "support/h2_server.hpp"
#include "support/pool_fixture.hpp"
#include "support/task.hpp"
#include "telnyx/errors.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/test/unit_test.hpp>

#include <atomic>
#include <chrono>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace {

using namespace std::chrono_literals;
using namespace telnyx::tests;
using namespace boost::asio::experimental::awaitable_operators;
namespace asio = boost::asio;
namespace h2 = telnyx::tests::raw_h2;

/// Answers in several parts, refuses some requests, resets others, and goes away now and then.
void answer_somehow(h2_server::connection& on, h2::sent_frame const& frame) {
    if (frame.type != h2::headers) return;
    auto const id = frame.stream;
    if (id % 41 == 0) return on.send(h2::reset(id, 7));
    if (id % 59 == 0) return on.send(h2::reset(id, 2));
    if (id % 301 == 0) return on.send(h2::go_away(id, 0) + h2::head(id, {{":status", "204"}}, h2::end_stream));
    if (id % 31 == 0) return on.send(h2::head(id, {{":status", "200"}}) + h2::frame(h2::data, 0, id, "never ends"));
    on.send(h2::head(id, {{":status", "200"}}) + h2::frame(h2::data, 0, id, "one ") +
            h2::frame(h2::data, 0, id, "two "));
    on.send(h2::frame(h2::data, h2::end_stream, id, "three"));
}

/// The scripted server in a thread of its own, and a pool that several threads use.
struct fixture {
    explicit fixture(std::size_t thread_count) : client_threads(thread_count) {
        telnyx::net::pool_options options;
        options.http2 = telnyx::http2_mode::required;
        options.connections = 4;
        options.streams = 20;
        options.tls.ca_pem(server.ca_pem());
        pool = std::make_shared<telnyx::net::pool>(client_threads.get_executor(), options);
        serving = std::thread([this] { server_io.run(); });
    }
    ~fixture() {
        client_threads.join();
        asio::post(server_io, [this] {
            server.stop();
            server_io.stop();
        });
        serving.join();
    }

    asio::io_context server_io;
    asio::executor_work_guard<asio::io_context::executor_type> work = asio::make_work_guard(server_io);
    h2_server server{server_io, &answer_somehow};
    std::thread serving;
    asio::thread_pool client_threads;
    std::shared_ptr<telnyx::net::pool> pool;
    std::atomic<int> answered{0};
    std::atomic<int> failed{0};
    std::atomic<int> cancelled{0};
    std::atomic<int> damaged{0}; // responses that lack something
};

/// Whether a call succeeds. An exception would not end a wait for one of two.
asio::awaitable<bool> succeeds(fixture& with, std::shared_ptr<telnyx::transport_request> request) {
    try {
        auto const read = co_await round_trip(with.pool, request);
        if (read.body != (read.status == 204 ? "" : "one two three")) ++with.damaged;
        co_return true;
    } catch (boost::system::system_error const&) {
        co_return false;
    }
}

asio::awaitable<void> call_repeatedly(fixture& with, int number) {
    for (int i = 0; i < 40; ++i) {
        auto const request = request_to(with.server.as_origin(), i % 3 == 0 ? "POST" : "GET", "/");
        request->limits.silence = 200ms;
        if (i % 3 == 0) {
            request->has_body = true;
            request->source = source_of({std::string(1000, 'x'), std::string(1000, 'y')});
        }
        bool const in_hurry = (number + i) % 5 == 0;
        auto const done = co_await (succeeds(with, request) || pause(in_hurry ? 1ms : 60s));
        if (done.index() == 1)
            ++with.cancelled;
        else
            ++(std::get<0>(done) ? with.answered : with.failed);
    }
}

} // namespace

BOOST_AUTO_TEST_SUITE(http2_threads)

BOOST_AUTO_TEST_CASE(calls_of_many_threads_share_connections) {
    fixture with(4);
    std::vector<std::future<void>> callers;
    for (int number = 0; number < 30; ++number)
        callers.push_back(
            asio::co_spawn(asio::make_strand(with.client_threads), call_repeatedly(with, number), asio::use_future));
    for (auto& each : callers)
        each.get();
    BOOST_TEST(with.answered + with.failed + with.cancelled == 30 * 40);
    BOOST_TEST(with.answered > 600);
    BOOST_TEST(with.damaged == 0);
    auto const now = with.pool->statistics();
    BOOST_TEST(now.streams == 0u);
    BOOST_TEST(now.waiting == 0u);
    BOOST_TEST(now.in_use == 0u);
}

BOOST_AUTO_TEST_CASE(pool_is_aborted_while_it_is_used) {
    fixture with(4);
    std::vector<std::future<void>> callers;
    for (int number = 0; number < 30; ++number)
        callers.push_back(
            asio::co_spawn(asio::make_strand(with.client_threads), call_repeatedly(with, number), asio::use_future));
    while (with.answered < 100)
        std::this_thread::yield();
    with.pool->abort();
    for (auto& each : callers)
        each.get();
    BOOST_TEST(with.failed > 0);
    BOOST_TEST(with.pool->statistics().open == 0u);
}

BOOST_AUTO_TEST_SUITE_END()

#endif
