#include "support/pool_fixture.hpp"
#include "support/task.hpp"
#include "support/thrown_by.hpp"
#include "support/ways_to_end.hpp"
#include "telnyx/errors.hpp"
#include "telnyx/testing/sandbox.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <chrono>
#include <memory>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace std::chrono_literals;
using namespace telnyx::testing;
using namespace telnyx::tests;
using telnyx::net::pool_options;

pool_options limits(std::size_t connections) {
    pool_options options;
    options.connections = connections;
    return options;
}

/// The connection that each request came on.
std::vector<std::size_t> connections_of(sandbox const& server) {
    std::vector<std::size_t> numbers;
    for (auto const& each : server.requests())
        numbers.push_back(each.connection);
    return numbers;
}

std::vector<std::string> targets_of(sandbox const& server) {
    std::vector<std::string> targets;
    for (auto const& each : server.requests())
        targets.push_back(each.target);
    return targets;
}

using numbers = std::vector<std::size_t>;
using texts = std::vector<std::string>;

} // namespace

BOOST_AUTO_TEST_SUITE(keeping_connections, *boost::unit_test::label("once"))

// Reuse

BOOST_AUTO_TEST_CASE(one_connection_serves_one_call_after_the_other) {
    pool_fixture f;
    for (int i = 0; i < 5; ++i)
        BOOST_TEST(f.get("/v2/ai/models").status == 200);
    BOOST_TEST(connections_of(f.server) == numbers(5, 1), boost::test_tools::per_element());
    auto const now = f.statistics();
    BOOST_TEST(now.open == 1u);
    BOOST_TEST(now.idle == 1u);
    BOOST_TEST(now.in_use == 0u);
    BOOST_TEST(now.waiting == 0u);
    BOOST_TEST(now.created == 1u);
    BOOST_TEST(now.reused == 4u);
    BOOST_TEST(now.failed == 0u);
}

BOOST_AUTO_TEST_CASE(errors_of_the_server_do_not_cost_the_connection) {
    pool_fixture f;
    f.server.expect("GET", "/x").reply(reply::json(500, "{}"));
    f.server.expect("GET", "/x").reply(reply::json(404, "{}").chunked(1));
    for (int const status : {500, 404})
        BOOST_TEST(f.get("/x").status == status);
    BOOST_TEST(f.statistics().reused == 1u);
}

BOOST_AUTO_TEST_CASE(responses_of_every_kind_keep_the_connection) {
    pool_fixture f;
    f.server.on("*", "/chunks").reply(reply::text(200, "0123456789").chunked(3));
    f.server.on("*", "/nothing").reply(reply(204));
    f.server.on("*", "/same").reply(reply(304).header("content-length", "77"));
    f.server.on("*", "/events").reply(reply::events({"one", "[DONE]"}));
    f.server.on("*", "/interim")
        .reply(reply::raw("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab"));
    f.server.on("*", "/old")
        .reply(reply::raw("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nab"));
    BOOST_TEST(f.get("/chunks").body == "0123456789");
    BOOST_TEST(f.get("/nothing").status == 204);
    BOOST_TEST(f.get("/same").status == 304);
    BOOST_TEST(f.get("/events").body == "data: one\n\ndata: [DONE]\n\n");
    BOOST_TEST(f.get("/interim").body == "ab");
    BOOST_TEST(f.get("/old").body == "ab");
    BOOST_TEST(f.fetch(f.request("HEAD", "/chunks")).body == "");
    BOOST_TEST(f.fetch(f.request("HEAD", "/events")).status == 200);
    BOOST_TEST(f.get("/v2/ai/models").status == 200);
    BOOST_TEST(f.server.statistics().connections_accepted == 1u);
    BOOST_TEST(f.statistics().reused == 8u);
}

BOOST_AUTO_TEST_CASE(connections_that_may_not_be_kept_are_closed) {
    for (auto const& last :
         {reply::text(200, "x").header("connection", "close"),
          reply::raw("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nab"),
          reply::raw("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"), reply::text(200, "x").until_close()}) {
        pool_fixture f;
        f.server.expect("GET", "/last").reply(last);
        f.get("/last");
        BOOST_TEST(f.statistics().open == 0u);
        BOOST_TEST(f.get("/v2/ai/models").status == 200);
        BOOST_TEST(connections_of(f.server) == (numbers{1, 2}), boost::test_tools::per_element());
        BOOST_TEST(f.server.wait_for_closed_connections(1));
        BOOST_TEST(f.statistics().failed == 0u);
    }
}

BOOST_AUTO_TEST_CASE(connection_on_which_too_much_came_is_closed) {
    std::string const good = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab";
    for (auto const& rest : {good, std::string("x"), std::string("\r\n")}) {
        pool_fixture f;
        f.server.expect("GET", "/two").reply(reply::raw(good + rest));
        BOOST_TEST(f.get("/two").body == "ab");
        BOOST_TEST(f.get("/v2/ai/models").status == 200);
        BOOST_TEST(connections_of(f.server) == (numbers{1, 2}), boost::test_tools::per_element());
    }
}

BOOST_AUTO_TEST_CASE(body_that_is_not_read_to_its_end_costs_the_connection) {
    pool_fixture f;
    auto const made = f.request("GET", "/v2/ai/models");
    for (bool const read_some : {false, true}) {
        run(f.io, [&]() -> boost::asio::awaitable<void> {
            auto response = co_await f.pool->send(made);
            BOOST_TEST(f.statistics().in_use == 1u);
            if (read_some) BOOST_TEST(!response.body->poll().value_or("?").empty());
        });
        BOOST_TEST(f.statistics().open == 0u);
    }
    BOOST_TEST(f.server.wait_for_closed_connections(2));
}

BOOST_AUTO_TEST_CASE(body_read_to_its_end_gives_the_connection_back_at_once) {
    pool_fixture f;
    auto const made = f.request("GET", "/v2/ai/models");
    run(f.io, [&]() -> boost::asio::awaitable<void> {
        auto response = co_await f.pool->send(made);
        while (true) {
            auto const piece = response.body->poll();
            if (!piece)
                co_await response.body->wait();
            else if (piece->empty())
                break;
        }
        BOOST_TEST(f.statistics().idle == 1u);
        BOOST_TEST(response.body->poll().value_or("?").empty());
        co_await response.body->wait();
        BOOST_TEST(f.statistics().idle == 1u);
    });
}

// Age

BOOST_AUTO_TEST_CASE(connections_that_have_been_idle_for_too_long_are_closed) {
    pool_options options;
    options.idle_time = 20ms;
    pool_fixture f({}, options);
    f.get("/v2/ai/models");
    run(f.io, [] { return pause(30ms); });
    f.get("/v2/ai/models");
    BOOST_TEST(connections_of(f.server) == (numbers{1, 2}), boost::test_tools::per_element());
    BOOST_TEST(f.server.wait_for_closed_connections(1));
    BOOST_TEST(f.statistics().open == 1u);
}

BOOST_AUTO_TEST_CASE(connection_used_last_is_used_next) {
    pool_fixture f;
    gate closed;
    f.server.expect("GET", "/1").reply(reply::text(200, "").hold(closed));
    f.server.expect("GET", "/2").reply(reply::text(200, ""));
    auto first = f.start(f.request("GET", "/1"));
    run_until(f.io, [&] { return f.server.statistics().requests == 1; });
    f.get("/2");
    closed.release();
    first.get();
    f.get("/v2/ai/models");
    f.get("/v2/ai/models");
    BOOST_TEST(connections_of(f.server) == (numbers{1, 2, 1, 1}), boost::test_tools::per_element());
    BOOST_TEST(f.statistics().idle == 2u);
}

// Servers that end connections

BOOST_DATA_TEST_CASE(connection_that_died_while_idle_is_replaced_silently, ways_to_end, how) {
    pool_fixture f;
    f.server.on("POST", "/x").reply(reply::text(200, "done"));
    std::string const body = "a body that has to arrive twice at most and once at least";
    BOOST_TEST(f.get("/v2/ai/models").status == 200);
    f.server.end_connections(how);
    settle(f.server);
    auto const request = f.request("POST", "/x", body);
    request->may_repeat = [](std::string_view) {
        BOOST_ERROR("nothing had been sent");
        return true;
    };
    BOOST_TEST(f.fetch(request).body == "done");
    // The first, one from settle(), and one more.
    BOOST_TEST(f.server.statistics().connections_accepted == 3u);
    BOOST_TEST_REQUIRE(f.server.requests().size() == 2u);
    BOOST_TEST(f.server.requests()[1].body == body);
    auto const now = f.statistics();
    BOOST_TEST(now.created == 2u);
    BOOST_TEST(now.failed == 0u);
    BOOST_TEST(now.open == 1u);
    BOOST_TEST(now.idle == 1u);
}

BOOST_DATA_TEST_CASE(connection_that_ends_behind_a_response_is_replaced_silently, ways_to_end, how) {
    pool_fixture f;
    f.server.on_connection(1, connection_script().end_after_replies(1, how));
    f.get("/v2/ai/models");
    settle(f.server);
    BOOST_TEST(f.get("/v2/ai/models").status == 200);
    BOOST_TEST(f.server.statistics().connections_accepted == 3u);
    BOOST_TEST(f.statistics().failed == 0u);
}

BOOST_AUTO_TEST_CASE(all_dead_connections_are_replaced) {
    pool_fixture f;
    std::vector<task<answer>> calls;
    for (int round = 0; round < 2; ++round) {
        for (int i = 0; i < 8; ++i)
            calls.push_back(f.start(f.request("GET", "/v2/ai/models")));
        for (auto& each : calls)
            BOOST_TEST(each.get().status == 200);
        calls.clear();
        f.server.end_connections(connection_end::fin);
        settle(f.server);
    }
    BOOST_TEST(f.statistics().failed == 0u);
}

BOOST_AUTO_TEST_CASE(unasked_bytes_on_an_idle_connection_cost_it) {
    pool_fixture f;
    f.server.on_connection(
        1, connection_script().send_after_replies(1, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwrong"));
    f.get("/v2/ai/models");
    settle(f.server);
    BOOST_TEST(f.get("/v2/ai/models").body.find("wrong") == std::string::npos);
    BOOST_TEST(connections_of(f.server) == (numbers{1, 3}), boost::test_tools::per_element());
}

/// The server takes a request on an old connection, and hangs up without a byte of an answer: it may have carried it
/// out.
BOOST_DATA_TEST_CASE(request_that_may_have_been_read_is_not_sent_again_unasked, ways_to_end, how) {
    for (bool const refused : {false, true}) {
        pool_fixture f;
        f.get("/v2/ai/models");
        f.server.expect("POST", "/x").reply(reply::text(200, "").cut_after_bytes(0, how));
        auto const request = f.request("POST", "/x", "body");
        if (refused) request->may_repeat = [](std::string_view) { return false; };
        BOOST_CHECK_THROW(f.fetch(request), telnyx::api_connection_error);
        BOOST_TEST((request->reached == telnyx::transport_request::progress::sent));
        f.server.verify();
        BOOST_TEST(f.server.requests().size() == 2u);
        BOOST_TEST(f.server.statistics().connections_accepted == 1u);
        BOOST_TEST(f.at_rest());
    }
}

BOOST_DATA_TEST_CASE(request_that_may_be_repeated_gets_another_connection_once, ways_to_end, how) {
    pool_fixture f;
    std::string const body(100'000, 'b'); // more than is sent at once
    f.server.expect("POST", "/x").reply(reply::text(200, "first"));
    f.server.expect("POST", "/x").reply(reply::text(200, "").cut_after_bytes(0, how));
    f.server.expect("POST", "/x").reply(reply::text(200, "third"));
    BOOST_TEST(f.fetch(f.request("POST", "/x", body)).body == "first");
    auto const request = f.request("POST", "/x", body);
    int asked = 0;
    request->may_repeat = [&](std::string_view reason) {
        BOOST_TEST(!reason.empty());
        return ++asked > 0;
    };
    BOOST_TEST(f.fetch(request).body == "third");
    BOOST_TEST(asked == 1);
    BOOST_TEST(connections_of(f.server) == (numbers{1, 1, 2}), boost::test_tools::per_element());
    for (auto const& each : f.server.requests())
        BOOST_TEST((each.body == body));
    BOOST_TEST(f.statistics().created == 2u);
    BOOST_TEST(f.at_rest());
}

BOOST_DATA_TEST_CASE(replacement_is_not_replaced, ways_to_end, how) {
    pool_fixture f;
    f.get("/v2/ai/models");
    f.server.expect("POST", "/x").times(2).reply(reply::text(200, "").cut_after_bytes(0, how));
    auto const request = f.request("POST", "/x", "body");
    request->may_repeat = [](std::string_view) { return true; };
    BOOST_CHECK_THROW(f.fetch(request), telnyx::api_connection_error);
    f.server.verify();
    BOOST_TEST(connections_of(f.server) == (numbers{1, 1, 2}), boost::test_tools::per_element());
    BOOST_TEST(f.statistics().open == 0u);
    BOOST_TEST(f.statistics().failed == 1u);
}

BOOST_DATA_TEST_CASE(new_connection_that_dies_is_an_error, ways_to_end, how) {
    pool_fixture f;
    f.server.expect("GET", "/x").reply(reply::text(200, "").cut_after_bytes(0, how));
    BOOST_CHECK_THROW(f.get("/x"), telnyx::api_connection_error);
    BOOST_TEST(f.server.statistics().connections_accepted == 1u);
    BOOST_TEST(f.statistics().failed == 1u);
    BOOST_TEST(f.statistics().open == 0u);
}

BOOST_DATA_TEST_CASE(nothing_is_sent_again_once_a_response_has_begun, ways_to_end, how) {
    pool_fixture f;
    f.get("/v2/ai/models");
    f.server.expect("GET", "/x").reply(reply::text(200, "").cut_after_bytes(1, how));
    BOOST_CHECK_THROW(f.get("/x"), telnyx::api_connection_error);
    BOOST_TEST(f.server.requests().size() == 2u);
    BOOST_TEST(f.server.statistics().connections_accepted == 1u);
    BOOST_TEST(f.at_rest());
}

// Limits and the queue

BOOST_AUTO_TEST_CASE(calls_wait_when_all_connections_are_in_use) {
    pool_fixture f({}, limits(2));
    gate closed;
    f.server.on("GET", "/x").reply(reply::text(200, "").hold(closed));
    std::vector<task<answer>> calls;
    for (int i = 0; i < 7; ++i)
        calls.push_back(f.start(f.request("GET", "/x")));
    BOOST_TEST(f.statistics().open == 0u); // nothing happens before it is run
    run_until(f.io, [&] { return f.server.statistics().requests == 2; });
    auto const now = f.statistics();
    BOOST_TEST(now.open == 2u);
    BOOST_TEST(now.in_use == 2u);
    BOOST_TEST(now.idle == 0u);
    BOOST_TEST(now.waiting == 5u);
    closed.release();
    for (auto& each : calls)
        BOOST_TEST(each.get().status == 200);
    BOOST_TEST(f.server.statistics().connections_accepted == 2u);
    BOOST_TEST(f.statistics().created == 2u);
    BOOST_TEST(f.statistics().reused == 5u);
    BOOST_TEST(f.at_rest());
}

BOOST_AUTO_TEST_CASE(those_who_wait_are_served_in_the_order_in_which_they_came) {
    pool_fixture f({}, limits(1));
    gate closed;
    f.server.on("GET", "/*").reply(reply::text(200, "").hold(closed));
    std::vector<task<answer>> calls;
    texts order;
    for (int i = 0; i < 20; ++i) {
        order.push_back("/" + std::to_string(i));
        calls.push_back(f.start(f.request("GET", order.back())));
    }
    run_until(f.io, [&] { return f.statistics().waiting == 19; });
    closed.release();
    for (auto& each : calls)
        each.get();
    BOOST_TEST(targets_of(f.server) == order, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(newcomer_does_not_overtake_those_who_wait) {
    pool_fixture f({}, limits(1));
    gate closed;
    f.server.expect("GET", "/0").reply(reply::text(200, "").hold(closed));
    auto first = f.start(f.request("GET", "/0"));
    auto second = f.start(f.request("GET", "/1"));
    run_until(f.io, [&] { return f.statistics().waiting == 1 && f.server.statistics().requests == 1; });
    closed.release();
    // The newcomer asks in the very moment in which the connection comes back.
    run(f.io, [&]() -> boost::asio::awaitable<void> {
        while (!first.over())
            co_await boost::asio::post(boost::asio::use_awaitable);
        co_await round_trip(f.pool, f.request("GET", "/2"));
    });
    second.get();
    BOOST_TEST(targets_of(f.server) == (texts{"/0", "/1", "/2"}), boost::test_tools::per_element());
}

/// A client has one origin, so that the pool keeps no books for several; but no connection serves another one.
BOOST_AUTO_TEST_CASE(connection_to_another_origin_is_never_lent) {
    pool_fixture f({}, limits(2));
    sandbox const other(
        sandbox_options().certificate(f.server.authority().issue(certificate_options().ip_address("127.0.0.1"))));
    f.server.on("GET", "/x").reply(reply::text(200, "from the first"));
    auto one = f.start(f.request("GET", "/x"));
    auto two = f.start(f.request("GET", "/x"));
    one.get();
    two.get();
    BOOST_TEST(f.statistics().idle == 2u);
    BOOST_TEST(f.fetch(request_to(origin_of(other), "GET", "/v2/ai/models")).status == 200);
    BOOST_TEST(f.server.wait_for_closed_connections(1));
    BOOST_TEST(f.statistics().open == 2u);
    BOOST_TEST(f.statistics().idle == 2u);
    BOOST_TEST(f.get("/x").body == "from the first");
    BOOST_TEST(other.statistics().requests == 1u);
}

BOOST_AUTO_TEST_CASE(one_queue_serves_all_origins_in_order) {
    pool_fixture f({}, limits(1));
    sandbox const other(
        sandbox_options().certificate(f.server.authority().issue(certificate_options().ip_address("127.0.0.1"))));
    gate closed;
    f.server.on("GET", "/x").reply(reply::text(200, "").hold(closed));
    auto first = f.start(f.request("GET", "/x"));
    auto second = f.start(request_to(origin_of(other), "GET", "/v2/ai/models"));
    auto third = f.start(f.request("GET", "/x"));
    run_until(f.io, [&] { return f.statistics().waiting == 2; });
    closed.release();
    BOOST_TEST(first.get().status == 200);
    BOOST_TEST(second.get().status == 200);
    BOOST_TEST(third.get().status == 200);
    BOOST_TEST(f.statistics().created == 3u);
    BOOST_TEST(f.statistics().open == 1u);
}

BOOST_AUTO_TEST_CASE(failed_connection_lets_the_next_one_try) {
    pool_fixture f({}, limits(1));
    for (std::size_t i = 1; i <= 3; ++i)
        f.server.on_connection(i, connection_script().end_at_once(connection_end::reset));
    std::vector<task<answer>> calls;
    for (int i = 0; i < 5; ++i)
        calls.push_back(f.start(f.request("GET", "/v2/ai/models")));
    for (int i = 0; i < 3; ++i)
        BOOST_CHECK_THROW(calls[static_cast<std::size_t>(i)].get(), telnyx::api_connection_error);
    BOOST_TEST(calls[3].get().status == 200);
    BOOST_TEST(calls[4].get().status == 200);
    auto const now = f.statistics();
    BOOST_TEST(now.failed == 3u);
    BOOST_TEST(now.created == 1u);
    BOOST_TEST(now.reused == 1u);
    BOOST_TEST(f.at_rest());
}

BOOST_AUTO_TEST_CASE(waiting_counts_towards_the_limits_of_a_call) {
    for (bool const whole_call : {false, true}) {
        pool_fixture f({}, limits(1));
        gate closed;
        f.server.on("GET", "/x").reply(reply::text(200, "").hold(closed));
        auto first = f.start(f.request("GET", "/x"));
        auto hurried = f.request("GET", "/hurried");
        (whole_call ? hurried->limits.finish_by : hurried->limits.headers_by) = std::chrono::steady_clock::now() + 50ms;
        auto second = f.start(hurried);
        auto third = f.start(f.request("GET", "/third"));
        auto const failure = thrown_by<telnyx::api_timeout_error>([&] { second.get(); });
        BOOST_TEST(
            (failure.code() == (whole_call ? telnyx::errc::deadline_exceeded : telnyx::errc::no_connection_free)));
        BOOST_TEST(failure.message().find("all 1 are in use") != std::string::npos);
        BOOST_TEST(failure.message().find("max_connections") != std::string::npos);
        BOOST_TEST((hurried->reached == telnyx::transport_request::progress::waiting));
        BOOST_TEST(f.statistics().waiting == 1u);
        closed.release();
        first.get();
        third.get();
        BOOST_TEST(targets_of(f.server) == (texts{"/x", "/third"}), boost::test_tools::per_element());
        BOOST_TEST(f.at_rest());
    }
}

BOOST_AUTO_TEST_CASE(those_who_leave_the_queue_do_not_take_a_place_with_them) {
    pool_fixture f({}, limits(1));
    gate closed;
    f.server.on("GET", "/*").reply(reply::text(200, "").hold(closed));
    std::vector<task<answer>> calls;
    for (int i = 0; i < 5; ++i)
        calls.push_back(f.start(f.request("GET", "/" + std::to_string(i))));
    run_until(f.io, [&] { return f.statistics().waiting == 4; });
    for (std::size_t const i : {1u, 3u}) {
        calls[i].cancel();
        BOOST_CHECK_THROW(calls[i].get(), telnyx::api_user_abort_error);
    }
    BOOST_TEST(f.statistics().waiting == 2u);
    closed.release();
    for (std::size_t const i : {0u, 2u, 4u})
        BOOST_TEST(calls[i].get().status == 200);
    BOOST_TEST(targets_of(f.server) == (texts{"/0", "/2", "/4"}), boost::test_tools::per_element());
    BOOST_TEST(f.at_rest());
}

/// The connection is granted to a caller who is cancelled before it has learnt of it.
BOOST_AUTO_TEST_CASE(connection_granted_to_one_who_leaves_goes_to_the_next) {
    for (bool const usable : {true, false}) {
        pool_fixture f({}, limits(1));
        gate closed;
        auto answer_to_first = reply::text(200, "").hold(closed);
        if (!usable) answer_to_first.header("connection", "close");
        f.server.expect("GET", "/0").reply(answer_to_first);
        f.server.on("GET", "/*").reply(reply::text(200, ""));
        auto second = std::make_shared<std::vector<task<answer>>>();
        auto first = task(f.io, [&f, second]() -> boost::asio::awaitable<void> {
            co_await round_trip(f.pool, f.request("GET", "/0"));
            BOOST_TEST(f.statistics().waiting == 1u); // of two
            second->front().cancel();
        });
        run_until(f.io, [&] { return f.server.statistics().requests == 1; });
        second->push_back(f.start(f.request("GET", "/1")));
        auto third = f.start(f.request("GET", "/2"));
        run_until(f.io, [&] { return f.statistics().waiting == 2; });
        closed.release();
        first.get();
        BOOST_CHECK_THROW(second->front().get(), boost::system::system_error);
        BOOST_TEST(third.get().status == 200);
        BOOST_TEST(targets_of(f.server) == (texts{"/0", "/2"}), boost::test_tools::per_element());
        BOOST_TEST(f.at_rest());
    }
}

BOOST_AUTO_TEST_CASE(many_calls_share_a_few_connections) {
    pool_fixture f({}, limits(8));
    f.server.handle("GET", "/echo/{id}",
                    [](recorded_request const& asked) { return reply::text(200, asked.path_parameters.at("id")); });
    std::vector<task<answer>> calls;
    for (int i = 0; i < 300; ++i)
        calls.push_back(f.start(f.request("GET", "/echo/" + std::to_string(i))));
    for (std::size_t i = 0; i < calls.size(); ++i)
        BOOST_TEST(calls[i].get().body == std::to_string(i));
    BOOST_TEST(f.server.statistics().connections_accepted == 8u);
    BOOST_TEST(f.statistics().reused == 292u);
    BOOST_TEST(f.at_rest());
}

BOOST_AUTO_TEST_SUITE_END()
