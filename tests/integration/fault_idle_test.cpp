// What becomes of connections that go wrong between two calls, or of which one call leaves something to the next.

#include "support/fault_fixture.hpp"
#include "support/pool_fixture.hpp"
#include "telnyx/net/pool.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace {

using namespace std::chrono_literals;
using namespace telnyx::tests;
using telnyx::request_options;
using telnyx::testing::connection_end;

/// What happens to a connection after an answer, and whether it can then serve another call.
struct row {
    char const* name;
    connection_plan plan;
    bool kept = false;
    bool resumed = true; ///< the next connection resumes its TLS session
};

std::string const busy = "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
std::string const wrong = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwrong";

std::vector<row> const events{
    {"nothing", {}, true},
    {"other keys", {.key_update = true}, true},
    {"FIN", {.end = connection_end::fin}},
    {"close_notify", {.end = connection_end::close_notify}},
    {"a reset", {.end = connection_end::reset}},
    {"an answer", {.unasked = wrong}},
    {"an answer, then FIN", {.unasked = wrong, .end = connection_end::fin}},
    {"an answer, then close_notify", {.unasked = wrong, .end = connection_end::close_notify}},
    {"an answer, then a reset", {.unasked = wrong, .end = connection_end::reset}},
    {"a goodbye", {.unasked = busy, .end = connection_end::close_notify}},
    {"an interim answer", {.unasked = "HTTP/1.1 100 Continue\r\n\r\n"}},
    {"the beginning of an answer", {.unasked = "HTTP/1.1 200 OK\r\nContent-Le"}},
    {"a line end", {.unasked = "\r\n"}},
    {"one byte", {.unasked = "H"}},
    {"bytes that are no TLS", {.unencrypted = busy}, false, false},
    {"a record that nobody can decrypt",
     {.unencrypted = std::string("\x17\x03\x03\0\x20", 5) + std::string(32, 'x')},
     false,
     false},
};

outcome call(fault_fixture& f, int kind, int retries = 0) {
    return kind == 0 ? f.get(retries) : kind == 1 ? f.post(retries) : f.stream(retries);
}

} // namespace

BOOST_AUTO_TEST_SUITE(fault_idle, *boost::unit_test::label("once"))

BOOST_AUTO_TEST_CASE(what_happens_to_an_idle_connection_does_not_harm_the_next_call) {
    fault_fixture f;
    for (auto const& each : events) {
        for (int const kind : {0, 1, 2}) {
            BOOST_TEST_CONTEXT(each.name << ", then call " << kind) {
                auto plan = each.plan;
                plan.answers = {scripted_server::usual(0)};
                f.server.hang_up();
                f.server.plan(plan);
                auto const connections = f.server.connections();
                f.get();
                run_until(f.io, [&] { return f.server.ended() == connections + 1; });
                auto const resumed = f.server.resumed();
                auto const next = call(f, kind);
                BOOST_TEST(next == (kind == 2 ? outcome{"|unusable", 1} : f.usual()));
                BOOST_TEST(f.server.connections() == connections + (each.kept ? 1 : 2));
                if (!each.kept) BOOST_TEST(f.server.resumed() == resumed + (each.resumed ? 1 : 0));
                BOOST_TEST(f.at_rest());
                f.get();
            }
        }
    }
}

/// Of a record that nobody has asked for, a part has come.
BOOST_AUTO_TEST_CASE(beginning_of_a_record_is_enough_to_give_a_connection_up) {
    fault_fixture f(telnyx::client_options().timeout(5s));
    for (std::size_t size = 1; size < wrong.size() + 5 + 17; ++size) {
        BOOST_TEST_CONTEXT("after " << size << " bytes") {
            f.server.hang_up();
            f.server.plan({.answers = {scripted_server::usual(0)}, .unasked = wrong, .unasked_on_network = size});
            auto const connections = f.server.connections();
            f.get();
            run_until(f.io, [&] { return f.server.ended() == connections + 1; });
            auto const next = f.get();
            BOOST_TEST(next == f.usual());
            BOOST_TEST(f.server.connections() == connections + 2);
        }
    }
}

BOOST_AUTO_TEST_CASE(second_response_does_not_go_to_the_one_who_waits_for_the_connection) {
    for (std::size_t const record : {std::size_t(16 * 1024), std::size_t(1)}) {
        for (bool const together : {false, true}) {
            fault_fixture f(telnyx::client_options().max_connections(1));
            auto const first = scripted_server::usual(1);
            f.server.plan(together ? connection_plan{.answers = {first + wrong}, .record = record}
                                   : connection_plan{.answers = {first}, .record = record, .unasked = wrong});
            auto one = f.start_get();
            auto two = f.start_post();
            auto three = f.start_get();
            BOOST_TEST(one.get() == (outcome{"{\"request\": 1}", 1}));
            BOOST_TEST(two.get() == (outcome{"{\"request\": 2}", 1}));
            BOOST_TEST(three.get() == (outcome{"{\"request\": 3}", 1}));
            BOOST_TEST(f.server.connections() == 2u);
        }
    }
}

BOOST_AUTO_TEST_CASE(response_that_comes_too_late_does_not_go_to_the_next_call) {
    fault_fixture f;
    f.server.plan({.answers = {"", wrong}});
    BOOST_TEST(f.start_get(request_options().timeout(50ms)).get() == (outcome{"response timeout", 1}));
    auto const next = f.get();
    BOOST_TEST(next == f.usual());
    BOOST_TEST(f.server.connections() == 2u);
    BOOST_TEST(f.at_rest());
}

/// As with a host that has lost its network: nothing tells that nobody listens any more.
BOOST_AUTO_TEST_CASE(connection_that_has_silently_died_costs_one_attempt) {
    fault_fixture f;
    for (int const kind : {0, 1}) {
        f.server.hang_up();
        f.server.plan({.answers = {scripted_server::usual(0)}, .end = connection_end::silence});
        f.get();
        auto const options = request_options().timeout(1s);
        auto const next = (kind == 0 ? f.start_get(options, 1) : f.start_post(options, 1)).get();
        BOOST_TEST(next == (outcome{f.usual().what, 2}));
        BOOST_TEST(f.at_rest());
        BOOST_TEST(f.client.statistics().open == 1u);
    }
}

// Requests that are longer than what is sent at once

namespace {

task<outcome> start_upload(fault_fixture& f, std::string const& text) {
    return task(f.io, [handle = f.client, text]() -> boost::asio::awaitable<outcome> {
        try {
            auto const answered =
                co_await handle.post("/x", boost::json::value(text), request_options().max_retries(0));
            co_return outcome{answered.http().body(), answered.http().attempts()};
        } catch (...) {
            co_return current_failure();
        }
    });
}

} // namespace

BOOST_AUTO_TEST_CASE(response_that_comes_while_the_body_is_being_sent_is_taken) {
    std::string const text(3'000'000, 'x');
    std::string const refusal = "HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\n\r\n";
    fault_fixture f;
    for (std::size_t const asked : {std::size_t(0), std::size_t(100), std::size_t(1000), std::size_t(1'000'000)}) {
        for (auto const end : {std::optional<connection_end>(), std::optional(connection_end::fin),
                               std::optional(connection_end::close_notify)}) {
            BOOST_TEST_CONTEXT("after " << asked << " bytes, end " << (end ? static_cast<int>(*end) : -1)) {
                f.server.hang_up();
                f.server.plan({.answers = {refusal}, .asked = asked, .end = end});
                BOOST_TEST(start_upload(f, text).get() == (outcome{"status 413", 1}));
                BOOST_TEST(f.at_rest());
                auto const next = f.get();
                BOOST_TEST(next == f.usual());
            }
        }
    }
}

// Answers without a body, to requests that ask for none

BOOST_AUTO_TEST_CASE(responses_to_head_have_no_body_whatever_they_say) {
    struct head_row {
        std::string answer;
        bool kept;
    };
    std::string const ok = "HTTP/1.1 200 OK\r\n";
    boost::asio::io_context io;
    scripted_server server(io);
    telnyx::net::pool_options options;
    options.tls.ca_pem(server.ca_pem());
    auto const pool = std::make_shared<telnyx::net::pool>(io.get_executor(), options);
    for (auto const& each : std::vector<head_row>{
             {ok + "\r\n", true},
             {ok + "Content-Length: 5\r\n\r\n", true},
             {ok + "Transfer-Encoding: chunked\r\n\r\n", true},
             {"HTTP/1.1 103 Early Hints\r\n\r\n" + ok + "Content-Length: 5\r\n\r\n", true},
             {"HTTP/1.1 404 Not Found\r\nContent-Length: 5\r\n\r\n", true},
             {ok + "Connection: close\r\n\r\n", false},
             {ok + "Content-Length: 5\r\n\r\nhello", false},
             {ok + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", false},
         }) {
        BOOST_TEST_CONTEXT(each.answer) {
            server.hang_up();
            server.plan({.answers = {each.answer}});
            auto const connections = server.connections();
            auto const head = request_to(server.as_origin(), "HEAD", "/x");
            BOOST_TEST(run(io, [&] { return round_trip(pool, head); }).body == "");
            auto const get = request_to(server.as_origin(), "GET", "/x");
            auto const next = run(io, [&] { return round_trip(pool, get); });
            BOOST_TEST(next.body == "{\"request\": " + std::to_string(server.requests()) + "}");
            BOOST_TEST(server.connections() == connections + (each.kept ? 1 : 2));
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
