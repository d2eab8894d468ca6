#include "support/any_handler.hpp"
#include "support/client_fixture.hpp"
#include "support/pool_fixture.hpp"
#include "support/stalled_call.hpp"
#include "support/task.hpp"
#include "support/thrown_by.hpp"
#include "telnyx/errors.hpp"
#include "telnyx/testing/sandbox.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/error.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <atomic>
#include <chrono>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace {

using namespace std::chrono_literals;
using namespace telnyx::testing;
using namespace telnyx::tests;
using boost::system::error_code;
namespace asio = boost::asio;

/// Whether a call ends because the client was closed.
template <class Function>
void check_closed(Function call) {
    auto const failure = thrown_by<telnyx::api_connection_error>(call);
    BOOST_TEST(failure.code() == error_code(telnyx::errc::client_closed));
}

auto close(client_fixture& f) {
    return task(f.io, [handle = f.client]() mutable { return handle.close(); });
}

/// Holds the models back until the gate is opened.
void hold_models(client_fixture& f, gate const& closed) {
    f.server.on("GET", "/v2/ai/models").reply(reply::json(200, R"({"data":[]})").hold(closed));
}

void run_until_requests(client_fixture& f, std::size_t count) {
    run_until(f.io, [&] { return f.server.statistics().requests == count; });
}

} // namespace

BOOST_AUTO_TEST_SUITE(closing)

// Gracefully

BOOST_AUTO_TEST_CASE(client_without_calls_closes_at_once) {
    client_fixture f;
    close(f).get();
    BOOST_TEST(f.server.statistics().connections_accepted == 0u);
    check_closed([&] { f.get(); });
    close(f).get();
}

BOOST_AUTO_TEST_CASE(idle_connections_are_closed) {
    client_fixture f;
    f.get();
    BOOST_TEST(f.statistics().idle == 1u);
    close(f).get();
    BOOST_TEST(f.statistics().open == 0u);
    BOOST_TEST(f.server.wait_for_closed_connections(1));
}

BOOST_AUTO_TEST_CASE(no_new_call_is_let_in_and_the_error_says_so) {
    client_fixture f;
    close(f).get();
    auto const failure = thrown_by<telnyx::api_connection_error>([&] { f.get(); });
    BOOST_TEST(failure.code() == error_code(telnyx::errc::client_closed));
    BOOST_TEST(f.server.statistics().connections_accepted == 0u);
    BOOST_TEST(f.at_rest());
}

BOOST_AUTO_TEST_CASE(calls_in_flight_are_waited_for_and_those_in_the_queue_are_not) {
    client_fixture f({}, telnyx::client_options().max_connections(2).max_streams_per_connection(1));
    gate closed;
    hold_models(f, closed);
    auto one = f.start();
    auto two = f.start();
    auto queued = f.start();
    run_until(f.io, [&] { return f.server.statistics().requests == 2 && f.statistics().waiting == 1; });

    auto first = close(f);
    check_closed([&] { queued.get(); });
    auto second = close(f);
    run_ready(f.io);
    BOOST_TEST(!first.over());
    BOOST_TEST(!second.over());
    check_closed([&] { f.get(); });
    BOOST_TEST(f.statistics().in_use == 2u);

    closed.release();
    first.get();
    second.get();
    BOOST_TEST(f.statistics().open == 0u);
    one.get();
    two.get();
    BOOST_TEST(f.server.wait_for_closed_connections(2));
}

BOOST_AUTO_TEST_CASE(stream_is_waited_for) {
    client_fixture f;
    auto const params = question();
    for (bool const read_on : {true, false}) {
        client_fixture other;
        auto& used = read_on ? f : other;
        std::optional<task<void>> closing;
        run(used.io, [&]() -> asio::awaitable<void> {
            auto stream = co_await used.client.ai.chat.stream_completion(params);
            co_await stream.next();
            closing.emplace(close(used));
            co_await pause(10ms);
            BOOST_TEST(!closing->over());
            while (read_on && co_await stream.next()) {
            }
        });
        closing->get();
        BOOST_TEST(used.statistics().open == 0u);
    }
}

BOOST_AUTO_TEST_CASE(call_that_pauses_is_waited_for_and_may_go_on) {
    client_fixture f({}, telnyx::client_options().max_retries(1));
    f.server.expect("GET", "/v2/ai/models").reply(reply::json(503, "{}").header("retry-after-ms", "1000"));
    auto call = f.start();
    run_until(f.io, [&] { return f.statistics().pausing == 1; });
    BOOST_TEST(f.statistics().in_use == 0u);
    auto closing = close(f);
    run_ready(f.io);
    BOOST_TEST(!closing.over());
    check_closed([&] { f.get(); });
    BOOST_TEST(f.statistics().open == 0u); // nothing is kept
    closing.get();
    BOOST_TEST(call.over());
    BOOST_TEST(call.get().http().attempts() == 2);
    BOOST_TEST(f.statistics().open == 0u);
}

/// The redirect asks for a connection of its own while all are in use, and the client is being closed.
BOOST_AUTO_TEST_CASE(redirect_that_has_to_queue_is_waited_for) {
    client_fixture f({}, telnyx::client_options().max_connections(1).max_streams_per_connection(1));
    gate first;
    gate second;
    f.server.expect("GET", "/v2/ai/models").reply(reply(302).header("location", "/moved").hold(first));
    f.server.on("GET", "/v2/other").reply(reply::json(200, "{}").hold(second));
    f.server.on("GET", "/moved").reply(reply::json(200, R"({"data":[]})"));
    auto call = f.start();
    run_until_requests(f, 1);
    task other(f.io, f.client.get("/other")); // gets the connection before the redirect does
    run_until(f.io, [&] { return f.statistics().waiting == 1; });
    first.release();
    run_until_requests(f, 2);
    run_until(f.io, [&] { return f.statistics().waiting == 1; });
    task late(f.io, f.client.get("/late"));
    run_until(f.io, [&] { return f.statistics().waiting == 2; });
    auto closing = close(f);
    check_closed([&] { late.get(); });
    BOOST_TEST(f.statistics().waiting == 1u);
    BOOST_TEST(!closing.over());
    second.release();
    closing.get();
    BOOST_TEST(call.over());
    BOOST_TEST(call.get().data.empty());
    BOOST_TEST(other.get().http().status() == 200);
}

BOOST_AUTO_TEST_CASE(closing_does_nothing_before_it_is_awaited) {
    client_fixture f;
    auto closing = f.client.close();
    f.get();
    BOOST_TEST(f.statistics().idle == 1u);
    run(f.io, [&] { return std::move(closing); });
    check_closed([&] { f.get(); });
    BOOST_TEST(f.statistics().open == 0u);
}

BOOST_AUTO_TEST_CASE(call_in_flight_may_still_replace_its_connection) {
    client_fixture f({}, telnyx::client_options().max_retries(0));
    f.get();
    gate closed;
    f.server.expect("GET", "/v2/ai/models").reply(reply(200).hold(closed).cut_after_bytes(0, connection_end::reset));
    auto call = f.start();
    run_until_requests(f, 2);
    auto closing = close(f);
    run_ready(f.io);
    closed.release();
    BOOST_TEST(!call.get().data.empty());
    closing.get();
}

BOOST_AUTO_TEST_CASE(wait_can_be_cancelled) {
    client_fixture f;
    gate closed;
    hold_models(f, closed);
    auto call = f.start();
    run_until_requests(f, 1);
    auto closing = close(f);
    run_ready(f.io);
    closing.cancel();
    BOOST_CHECK_THROW(closing.get(), telnyx::api_user_abort_error);
    closed.release();
    call.get();
    check_closed([&] { f.get(); });
}

BOOST_AUTO_TEST_CASE(copies_are_handles_to_one_client) {
    client_fixture f;
    auto copy = f.client;
    f.get();
    run(f.io, [&] { return copy.ai.retrieve_models(); });
    BOOST_TEST(copy.statistics().reused == 1u);
    run(f.io, [&] { return copy.close(); });
    check_closed([&] { f.get(); });
}

// At once

BOOST_DATA_TEST_CASE(calls_can_be_broken_off_in_every_stage, boost::unit_test::data::make(all_stages), where) {
    stalled_call stalled(where);
    auto& f = stalled.fixture;
    auto call = task(f.io, stalled.work());
    stalled.reach();
    f.client.abort();
    if (where == stage::error_body) {
        // The server has said no, and that is what counts.
        BOOST_CHECK_THROW(call.get(), telnyx::internal_server_error);
    } else {
        check_closed([&] { call.get(); });
    }
    if (where == stage::connection)
        check_closed([&] { stalled.make_way(); });
    else
        stalled.make_way();
    BOOST_TEST(f.statistics().open == 0u);
    BOOST_TEST(f.at_rest());
    check_closed([&] { f.get(); });
    close(f).get();
}

BOOST_AUTO_TEST_CASE(call_that_was_about_to_try_again_does_not) {
    client_fixture f({}, telnyx::client_options().max_retries(1));
    f.server.on("GET", "/v2/ai/models").reply(reply::json(503, "{}").header("retry-after", "59"));
    auto call = f.start();
    run_until(f.io, [&] { return f.server.statistics().replies == 1 && f.statistics().idle == 1; });
    f.client.abort();
    BOOST_TEST(f.statistics().calls == 1u);
    check_closed([&] { call.get(); }); // not after a minute
    BOOST_TEST(f.statistics().calls == 0u);
    BOOST_TEST(f.server.requests().size() == 1u);
}

BOOST_AUTO_TEST_CASE(idle_stream_is_broken_off) {
    stalled_call stalled(stage::stream);
    auto& f = stalled.fixture;
    auto const params = question();
    run(f.io, [&]() -> asio::awaitable<void> {
        auto stream = co_await f.client.ai.chat.stream_completion(params);
        co_await stream.next();
        f.client.abort();
        bool refused = false;
        try {
            while (co_await stream.next()) {
            }
        } catch (telnyx::api_connection_error const& failure) {
            refused = failure.code() == error_code(telnyx::errc::client_closed);
        }
        BOOST_TEST(refused);
    });
    BOOST_TEST(f.statistics().open == 0u);
    close(f).get();
}

BOOST_AUTO_TEST_CASE(many_calls_are_broken_off_at_once) {
    client_fixture f({}, telnyx::client_options().max_connections(20).max_streams_per_connection(1).max_retries(5));
    gate never_opened;
    hold_models(f, never_opened);
    std::vector<task<telnyx::response<telnyx::ai::model_list>>> calls;
    for (int i = 0; i < 50; ++i)
        calls.push_back(f.start());
    run_until_requests(f, 20);
    f.client.abort();
    for (auto& each : calls)
        check_closed([&] { each.get(); });
    BOOST_TEST(f.statistics().open == 0u);
    BOOST_TEST(f.server.wait_for_closed_connections(20));
}

// Destruction

BOOST_AUTO_TEST_CASE(calls_outlive_the_client) {
    sandbox server;
    gate closed;
    server.on("GET", "/v2/ai/models").reply(reply::json(200, R"({"data":[]})").hold(closed));
    asio::io_context io;
    auto client = std::make_unique<telnyx::client>(io.get_executor(), options_for(server));
    auto call = task(io, [&client] { return client->ai.retrieve_models(); });
    run_until(io, [&] { return server.statistics().requests == 1; });
    client.reset();
    closed.release();
    BOOST_TEST(call.get().data.empty());
    BOOST_TEST(server.wait_for_closed_connections(1)); // nobody is left to use it
}

BOOST_AUTO_TEST_CASE(call_that_has_not_started_outlives_the_client) {
    sandbox const server;
    asio::io_context io;
    std::optional<telnyx::client> client(std::in_place, io.get_executor(), options_for(server));
    auto call = client->ai.retrieve_models();
    client.reset();
    BOOST_TEST(!run(io, [&] { return std::move(call); }).data.empty());
}

BOOST_AUTO_TEST_CASE(stream_outlives_the_client) {
    sandbox const server(sandbox_options().token_delay(0ns));
    asio::io_context io;
    auto client = std::make_unique<telnyx::client>(io.get_executor(), options_for(server));
    auto const params = question();
    run(io, [&]() -> asio::awaitable<void> {
        auto stream = co_await client->ai.chat.stream_completion(params);
        client.reset();
        auto const whole = co_await stream.collect();
        BOOST_TEST(!whole.choices.empty());
    });
    io.restart();
    io.run(); // the end of the body may come behind the end mark
    BOOST_TEST(server.wait_for_closed_connections(1));
}

BOOST_DATA_TEST_CASE(everything_can_be_destroyed_in_every_stage, boost::unit_test::data::make(all_stages), where) {
    std::optional<task<void>> call;
    {
        stalled_call stalled(where);
        call.emplace(stalled.fixture.io, stalled.work());
        stalled.reach();
    }
    BOOST_TEST(!call->over());
}

/// Destroys the client and the io_context after each number of handlers that a call can take.
BOOST_AUTO_TEST_CASE(everything_can_be_destroyed_after_any_handler) {
    for (bool const streamed : {false, true})
        after_any_handler(streamed, [](client_fixture&, int) {});
}

BOOST_AUTO_TEST_CASE(io_context_runs_out_of_work_with_idle_connections) {
    client_fixture f;
    f.get();
    f.io.restart();
    f.io.run_for(5s);
    BOOST_TEST(f.io.stopped());
    BOOST_TEST(f.statistics().idle == 1u);
    // And what was left behind can be used again.
    f.get();
    BOOST_TEST(f.statistics().reused == 1u);
}

// Threads

BOOST_AUTO_TEST_CASE(client_can_be_closed_from_another_thread) {
    for (bool const gracefully : {true, false}) {
        sandbox const server;
        asio::io_context io;
        telnyx::client client(io.get_executor(),
                              options_for(server, telnyx::client_options().max_connections(16).max_retries(0)));
        std::atomic<int> good = 0;
        std::atomic<int> refused = 0;
        std::atomic<int> wrong = 0;
        constexpr int calls = 300;
        for (int i = 0; i < calls; ++i)
            asio::co_spawn(
                io, [client] { return client.ai.retrieve_models(); },
                [&](std::exception_ptr failure, auto const&) {
                    try {
                        if (failure) std::rethrow_exception(failure);
                        ++good;
                    } catch (telnyx::api_connection_error const& refusal) {
                        ++(refusal.code() == error_code(telnyx::errc::client_closed) ? refused : wrong);
                    } catch (...) {
                        ++wrong;
                    }
                });
        std::vector<std::thread> threads;
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([&] { io.run_for(patience); });
        BOOST_TEST(server.wait_for_requests(20));
        if (gracefully)
            asio::co_spawn(io, client.close(), asio::detached);
        else
            client.abort();
        for (auto& each : threads)
            each.join();
        BOOST_TEST(good + refused == calls);
        BOOST_TEST(wrong == 0);
        BOOST_TEST(client.statistics().open == 0u);
        BOOST_TEST(client.statistics().waiting == 0u);
    }
}

BOOST_AUTO_TEST_SUITE_END()
