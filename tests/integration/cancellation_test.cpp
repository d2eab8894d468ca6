#include "support/client_fixture.hpp"
#include "support/pool_fixture.hpp"
#include "support/stalled_call.hpp"
#include "support/task.hpp"
#include "telnyx/errors.hpp"
#include "telnyx/testing/sandbox.hpp"

#include <boost/asio/cancellation_type.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/strand.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <atomic>
#include <chrono>
#include <functional>
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
using namespace boost::asio::experimental::awaitable_operators;
namespace asio = boost::asio;

/// Whether an error says that the call was cancelled.
bool is_cancellation(boost::system::system_error const& failure) {
    return failure.code() == boost::system::error_code(asio::error::operation_aborted);
}

/// Checks that nothing is left of a cancelled call, and that the client is as good as new.
void check_rest(stalled_call& stalled) {
    auto& f = stalled.fixture;
    stalled.make_way();
    BOOST_TEST(f.at_rest());
    BOOST_TEST(f.statistics().failed == 0u);
    BOOST_TEST(stalled.server_sees_end());
    BOOST_TEST(!f.get().data.empty());
    if (runs_over_http2()) BOOST_TEST(f.statistics().created == 1u); // what it was cancelled on serves others
    BOOST_TEST(f.at_rest());
    BOOST_TEST(f.statistics().idle == 1u);
}

} // namespace

BOOST_AUTO_TEST_SUITE(cancellation)

BOOST_DATA_TEST_CASE(signal_ends_every_wait, boost::unit_test::data::make(all_stages), where) {
    stalled_call stalled(where);
    auto call = task(stalled.fixture.io, stalled.work());
    stalled.reach();
    BOOST_TEST(!call.over());
    call.cancel();
    BOOST_CHECK_EXCEPTION(call.get(), boost::system::system_error, is_cancellation);
    check_rest(stalled);
}

BOOST_DATA_TEST_CASE(error_says_what_was_cancelled, boost::unit_test::data::make(all_stages), where) {
    stalled_call stalled(where);
    auto call = task(stalled.fixture.io, stalled.work());
    stalled.reach();
    call.cancel();
    BOOST_CHECK_EXCEPTION(call.get(), telnyx::api_user_abort_error, [](telnyx::api_user_abort_error const& failure) {
        return is_cancellation(failure) && failure.operation() == "POST /ai/chat/completions";
    });
}

BOOST_DATA_TEST_CASE(operator_or_ends_every_wait, boost::unit_test::data::make(all_stages), where) {
    stalled_call stalled(where);
    auto const work = stalled.work();
    auto const winner = run(stalled.fixture.io, [&]() -> asio::awaitable<std::size_t> {
        auto const done = co_await (work() || pause(50ms));
        co_return done.index();
    });
    BOOST_TEST(winner == 1u);
    check_rest(stalled);
}

BOOST_AUTO_TEST_CASE(operator_or_does_not_harm_a_call_that_is_fast_enough) {
    client_fixture f;
    for (int i = 0; i < 3; ++i) {
        auto const winner = run(f.io, [&]() -> asio::awaitable<std::size_t> {
            auto const done = co_await (f.client.ai.retrieve_models() || pause(20s));
            co_return done.index();
        });
        BOOST_TEST(winner == 0u);
    }
    BOOST_TEST(f.statistics().created == 1u);
    BOOST_TEST(f.statistics().reused == 2u);
}

BOOST_AUTO_TEST_CASE(of_two_calls_the_slower_one_is_cancelled) {
    client_fixture f;
    gate closed;
    f.server.expect("GET", "/v2/ai/models").reply(reply::json(200, R"({"data":[]})").hold(closed));
    auto const winner = run(f.io, [&]() -> asio::awaitable<std::size_t> {
        auto const done = co_await (f.client.ai.retrieve_models() || f.client.ai.retrieve_models());
        co_return done.index();
    });
    BOOST_TEST(winner <= 1u);
    BOOST_TEST(f.at_rest());
    BOOST_TEST(f.statistics().idle == 1u);
}

BOOST_AUTO_TEST_CASE(call_that_is_cancelled_before_it_starts_asks_for_nothing) {
    client_fixture f;
    auto call = f.start();
    call.cancel();
    BOOST_CHECK_EXCEPTION(call.get(), boost::system::system_error, is_cancellation);
    BOOST_TEST(f.server.requests().empty());
    BOOST_TEST(f.at_rest());
}

BOOST_AUTO_TEST_CASE(call_that_has_ended_cannot_be_cancelled) {
    client_fixture f;
    auto call = f.start();
    BOOST_TEST(!call.get().data.empty());
    call.cancel();
    BOOST_TEST(f.statistics().idle == 1u);
    f.get();
    BOOST_TEST(f.statistics().reused == 1u);
}

// Wherever it hits

namespace {

/// Runs a call for so many handlers, then cancels it; returns whether it had ended by itself before.
template <class Work>
bool cancel_after(client_fixture& f, int handlers, Work work) {
    auto call = task(f.io, work);
    for (int i = 0; i < handlers && !call.over(); ++i) {
        f.io.restart();
        f.io.run_one_for(5s);
    }
    bool const was_over = call.over();
    call.cancel();
    try {
        call.get();
    } catch (boost::system::system_error const& failure) {
        BOOST_TEST(is_cancellation(failure), failure.what());
        BOOST_TEST(!was_over);
    }
    BOOST_TEST(f.at_rest());
    BOOST_TEST(f.statistics().failed == 0u);
    return was_over;
}

/// Cancels after each number of handlers that a call can take, on a new connection and on an old one.
template <class Work>
void cancel_everywhere(sandbox_options const& behaviour, Work work) {
    for (bool const old_connection : {false, true}) {
        bool whole = false;
        for (int handlers = 0; !whole; ++handlers) {
            BOOST_TEST_CONTEXT("after " << handlers << " handlers, old connection: " << old_connection) {
                client_fixture f(behaviour);
                if (old_connection) f.get();
                whole = cancel_after(f, handlers, [&] { return work(f.client); });
                BOOST_TEST(!f.get().data.empty());
                BOOST_TEST_REQUIRE(handlers < 1000);
            }
        }
    }
}

} // namespace

BOOST_AUTO_TEST_CASE(call_can_be_cancelled_after_any_handler) {
    cancel_everywhere({}, [](telnyx::client handle) -> asio::awaitable<void> { co_await handle.ai.retrieve_models(); });
}

BOOST_AUTO_TEST_CASE(stream_can_be_cancelled_after_any_handler) {
    cancel_everywhere(sandbox_options().answer_tokens(5), [](telnyx::client handle) -> asio::awaitable<void> {
        auto const params = question();
        auto pieces = co_await handle.ai.chat.stream_completion(params);
        while (co_await pieces.next()) {
        }
    });
}

BOOST_AUTO_TEST_CASE(long_upload_can_be_cancelled_after_any_handler) {
    cancel_everywhere({}, [](telnyx::client handle) -> asio::awaitable<void> {
        auto const params = question(std::string(300'000, 'x'));
        co_await handle.ai.chat.create_completion(params);
    });
}

BOOST_AUTO_TEST_CASE(transport_says_that_a_request_was_cancelled_after_any_handler) {
    for (std::size_t const size : {std::size_t(0), std::size_t(300'000)}) {
        bool whole = false;
        for (int handlers = 1; !whole; ++handlers) {
            pool_fixture f;
            auto const request = f.request("POST", "/v2/ai/models", std::string(size, 'x'));
            bool said_so = false;
            bool succeeded = false;
            auto call = task(f.io, [over = f.pool, request, &said_so, &succeeded]() -> asio::awaitable<void> {
                try {
                    co_await over->send(request);
                    succeeded = true; // also when it was cancelled in its last moment
                } catch (telnyx::api_user_abort_error const&) {
                    said_so = true;
                }
            });
            for (int i = 0; i < handlers && !call.over(); ++i) {
                f.io.restart();
                f.io.run_one_for(5s);
            }
            whole = call.over();
            call.cancel();
            BOOST_CHECK_NO_THROW(call.get());
            BOOST_TEST(said_so != succeeded);
            if (whole) BOOST_TEST(succeeded);
            BOOST_TEST_REQUIRE(handlers < 1000);
        }
    }
}

// Streams

BOOST_AUTO_TEST_CASE(stream_that_is_dropped_ends_at_once) {
    client_fixture f(sandbox_options().answer_tokens(1000));
    auto const params = question();
    for (bool const explicitly : {false, true}) {
        run(f.io, [&]() -> asio::awaitable<void> {
            auto pieces = co_await f.client.ai.chat.stream_completion(params);
            BOOST_TEST((co_await pieces.next()).has_value());
            BOOST_TEST(f.statistics().in_use == 1u);
            if (explicitly) {
                pieces.close();
                BOOST_TEST(f.statistics().in_use == 0u);
            }
        });
        BOOST_TEST(f.statistics().in_use == 0u);
        BOOST_TEST(f.statistics().open == kept_over_http2());
    }
    BOOST_TEST(f.server_sees_calls_given_up(2));
    BOOST_TEST(f.statistics().failed == 0u);
}

BOOST_AUTO_TEST_CASE(stream_that_was_cancelled_is_over) {
    stalled_call stalled(stage::stream);
    auto& f = stalled.fixture;
    auto const params = question();
    run(f.io, [&]() -> asio::awaitable<void> {
        auto pieces = co_await f.client.ai.chat.stream_completion(params);
        co_await pieces.next();
        auto const done = co_await (pieces.next() || pause(30ms));
        BOOST_TEST(done.index() == 1u);
        BOOST_TEST(f.statistics().open == kept_over_http2());
        bool threw = false;
        bool more = true;
        try {
            more = (co_await pieces.next()).has_value();
        } catch (telnyx::error const&) {
            threw = true;
        }
        BOOST_TEST((threw || !more));
    });
    BOOST_TEST(f.at_rest());
}

// Threads

BOOST_AUTO_TEST_CASE(calls_can_be_cancelled_on_many_threads) {
    sandbox const server;
    asio::io_context io;
    telnyx::client const client(io.get_executor(), options_for(server, telnyx::client_options().max_connections(8)));
    std::atomic<int> ended = 0;
    std::atomic<int> wrong = 0;
    constexpr int calls = 400;
    for (int i = 0; i < calls; ++i) {
        auto const patience_of_caller = std::chrono::microseconds(i * 97 % 40'000);
        asio::co_spawn(
            asio::make_strand(io), // which the operator needs; the client's connections may be on any thread
            [client, patience_of_caller]() -> asio::awaitable<void> {
                co_await (client.ai.retrieve_models() || pause(patience_of_caller));
            },
            [&](std::exception_ptr failure) {
                ++ended;
                if (failure) ++wrong;
            });
    }
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] { io.run_for(patience); });
    for (auto& each : threads)
        each.join();
    BOOST_TEST(ended == calls);
    BOOST_TEST(wrong == 0);
    auto const now = client.statistics();
    BOOST_TEST(now.in_use == 0u);
    BOOST_TEST(now.waiting == 0u);
    BOOST_TEST(now.open == now.idle);
}

BOOST_AUTO_TEST_SUITE_END()
