#include "telnyx/streams/event_stream.hpp"

#include "support/allocation_counter.hpp"
#include "support/any_moment.hpp"
#include "support/chat_stream_fixture.hpp"
#include "support/thrown_by.hpp"

#include <boost/asio/error.hpp>
#include <boost/json/parse.hpp>
#include <boost/test/unit_test.hpp>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace std::chrono_literals;
using namespace telnyx::tests;
using boost::asio::awaitable;
using telnyx::errc;
using telnyx::event_stream;
using telnyx::request_options;
using telnyx::stream_event;
using telnyx::testing::gate;
using telnyx::testing::scripted_reply;
using lines = std::vector<std::string>;

/// An event in one line: name, data and ID, and whether it is cut off.
std::string text_of(stream_event const& event) {
    return event.name + "|" + event.data + "|" + event.id + (event.terminated ? "" : "|cut");
}

struct fixture : scripted_fixture {
    event_stream open(scripted_reply answer, request_options const& options = request_options()) {
        network->expect("POST", "/v2/ai/openai/responses").reply(std::move(answer));
        boost::json::value const body{{"stream", true}};
        return run(io, client.stream("POST", "/ai/openai/responses", body, options));
    }

    lines read(event_stream& stream) {
        lines all;
        run(io, [&]() -> awaitable<void> {
            while (auto const event = co_await stream.next())
                all.push_back(text_of(*event));
        });
        return all;
    }

    lines read(std::string body) {
        auto stream = open(stream_of(std::move(body)));
        return read(stream);
    }

    std::optional<stream_event> next(event_stream& stream) { return run(io, stream.next()); }

    template <class Error>
    Error failure_of(event_stream& stream) {
        auto const failure = thrown_by<Error>([&] { read(stream); });
        BOOST_TEST(failure.operation() == "POST /ai/openai/responses");
        BOOST_TEST(!next(stream));
        BOOST_TEST(!next(stream));
        BOOST_TEST(network->statistics().in_use == 0u);
        return failure;
    }

    template <class Error>
    Error failure_of(scripted_reply answer) {
        auto stream = open(std::move(answer));
        return failure_of<Error>(stream);
    }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(event_stream_tests, fixture)

// The request.

BOOST_AUTO_TEST_CASE(sends_what_is_given_and_asks_for_events) {
    auto stream = open(stream_of(""), request_options().query("a", "b").body_field("c", 1));
    auto const sent = network->requests().back();
    BOOST_TEST(sent.target == "/v2/ai/openai/responses?a=b");
    BOOST_TEST(boost::json::parse(sent.body) == boost::json::parse(R"({"stream": true, "c": 1})"));
    BOOST_TEST(sent.headers.get("accept").value() == "text/event-stream");
    BOOST_TEST(sent.headers.get("authorization").value() == "Bearer KEY123");
    BOOST_TEST(stream.http().status() == 200);
    BOOST_TEST(stream.http().request_id() == "0123456789abcdef0123456789abcdef");
    BOOST_TEST(read(stream).empty());

    for (auto const* const method : {"GET", "PUT", "PATCH", "DELETE"}) {
        network->expect(method, "/v2/events").reply(stream_of(event("a")));
        auto other = run(io, client.stream(method, "/events"));
        BOOST_TEST(!network->requests().back().has_body);
        BOOST_TEST((read(other) == lines{"message|a|"}));
    }
}

BOOST_AUTO_TEST_CASE(what_cannot_be_sent_is_refused_at_once) {
    auto const refused = [&](std::string_view method, std::string_view path) {
        return thrown_by<telnyx::invalid_argument_error>([&] { (void)client.stream(method, path); }).parameter();
    };
    for (auto const* const method : {"", "get", "HEAD", "CONNECT", "GET /other HTTP/1.1\r\nX:"})
        BOOST_TEST(refused(method, "/events") == "method");
    for (auto const* const path : {"", "events", "/a b", "/a\r\n", "/{id}", "/a#b", "https://evil.test/"})
        BOOST_TEST(refused("GET", path) == "path");
    boost::json::value const body{{"a", "\xff"}};
    BOOST_CHECK_THROW((void)client.stream("POST", "/events", body), telnyx::invalid_argument_error);
    BOOST_TEST(network->requests().empty());
}

// Reading.

BOOST_AUTO_TEST_CASE(gives_the_events_in_pieces_of_any_size) {
    std::string const body = ": hello\n\nevent: begin\nid: 1\ndata: a\ndata: \xc3\xa9\n\n"
                             "data:{\"b\": 1}\r\n\r\nevent: end\ndata\nid\n\n";
    for (std::size_t size = 1; size <= body.size(); ++size)
        for (bool const waits : {false, true}) {
            auto stream = open(stream_of(body).pieces(size).waits(waits));
            BOOST_TEST(read(stream) == (lines{"begin|a\n\xc3\xa9|1", "message|{\"b\": 1}|1", "end||"}),
                       boost::test_tools::per_element());
        }
    network->verify();
}

BOOST_AUTO_TEST_CASE(events_that_mean_something_elsewhere_are_events_like_others) {
    BOOST_TEST((read("event: error\ndata: {\"error\": \"x\"}\n\n" + event("[DONE]") + event(R"({"error": "y"})")) ==
                lines{R"(error|{"error": "x"}|)", "message|[DONE]|", R"(message|{"error": "y"}|)"}));
}

BOOST_AUTO_TEST_CASE(end_of_the_body_is_the_end_of_the_stream) {
    BOOST_TEST(read("").empty());
    BOOST_TEST(read(": only a comment\n\n").empty());
    BOOST_TEST((read(event("a")) == lines{"message|a|"}));
    auto stream = open(stream_of(event("a")));
    read(stream);
    BOOST_TEST(!next(stream));
    BOOST_TEST(!next(stream));
    BOOST_TEST(network->statistics().in_use == 0u);
}

BOOST_AUTO_TEST_CASE(event_that_the_body_cuts_off_is_the_last_and_marked) {
    BOOST_TEST((read(event("a") + "event: b\ndata: {\"c") == lines{"message|a|", "b|{\"c||cut"}));
    BOOST_TEST((read(event("a") + "data: b\n") == lines{"message|a|", "message|b||cut"}));
    BOOST_TEST((read(event("a") + "event: b\n") == lines{"message|a|"}));
}

BOOST_AUTO_TEST_CASE(event_is_handed_out_as_soon_as_it_is_there) {
    gate more;
    auto stream = open(stream_of(event("a")).then_hold(more).then(event("b")));
    BOOST_TEST(next(stream).value().data == "a");
    task second(io, stream.next());
    run_ready(io);
    BOOST_TEST(!second.over());
    more.release();
    BOOST_TEST(second.get().value().data == "b");
    BOOST_TEST(!next(stream));
}

BOOST_AUTO_TEST_CASE(nothing_is_read_ahead_of_what_is_asked_for) {
    lines log;
    auto stream = open(stream_of(event("a")).then_call([&] { log.push_back("two"); }).then(event("b")));
    next(stream);
    run_ready(io);
    BOOST_TEST(log.empty());
    next(stream);
    BOOST_TEST((log == lines{"two"}));
    BOOST_TEST(!next(stream));
}

BOOST_AUTO_TEST_CASE(event_that_is_reused_keeps_nothing_of_the_one_before) {
    auto stream = open(stream_of("event: long name\ndata: long data\nid: 1\n\n" + event("b") + "data: c"));
    stream_event event;
    lines all;
    run(io, [&]() -> awaitable<void> {
        while (co_await stream.next_into(event))
            all.push_back(text_of(event));
    });
    BOOST_TEST((all == lines{"long name|long data|1", "message|b|1", "message|c|1|cut"}));
}

BOOST_AUTO_TEST_CASE(reading_into_the_same_event_does_not_allocate) {
    std::string body;
    for (int i = 0; i < 1000; ++i)
        body += "event: a name that is long enough\ndata: a text that does not fit a small string\n\n";
    auto stream = open(stream_of(body));
    std::size_t allocations = 0;
    run(io, [&]() -> awaitable<void> {
        stream_event event;
        for (int i = 0; i < 10; ++i)
            co_await stream.next_into(event);
        auto const before = ::allocation_count();
        for (int i = 0; i < 900; ++i)
            co_await stream.next_into(event);
        allocations = ::allocation_count() - before;
        while (co_await stream.next_into(event)) {
        }
    });
    BOOST_TEST(allocations == 0u);
}

// Errors.

BOOST_AUTO_TEST_CASE(report_in_lines_that_are_no_event_is_thrown_at_the_end) {
    for (std::string const report : {"error: no credit", "{\"error\": {\"message\": \"no credit\"}}",
                                     "error: {\"code\": 400, \"message\": \"no credit\"}"}) {
        auto stream = open(stream_of(event("a") + report + "\n"));
        BOOST_TEST(next(stream).value().data == "a");
        auto const failure = failure_of<telnyx::api_stream_error>(stream);
        BOOST_TEST((failure.code() == errc::stream_failed));
        BOOST_TEST(holds(failure.payload(), "no credit"));
        auto const broken = failure_of<telnyx::api_stream_error>(
            stream_of(event("a") + report + "\n").then_reset(boost::asio::error::eof));
        BOOST_TEST(holds(broken.payload(), "no credit"));
    }
    BOOST_TEST((read(event("a") + "just words\n") == lines{"message|a|"}));
}

BOOST_AUTO_TEST_CASE(no_error_contains_the_key) {
    auto const failure = failure_of<telnyx::api_stream_error>(stream_of("error: the key KEY123 is blocked\n"));
    BOOST_TEST(!holds(failure.what(), "KEY123"));
    BOOST_TEST(!holds(failure.payload(), "KEY123"));
}

BOOST_AUTO_TEST_CASE(event_that_is_too_large_is_an_error) {
    auto const body = event("a") + event(std::string(1001, 'x'));
    auto stream = open(stream_of(body).pieces(100).may_be_given_up(), request_options().max_event_size(1000));
    BOOST_TEST(next(stream).value().data == "a");
    auto const failure = failure_of<telnyx::api_response_error>(stream);
    BOOST_TEST((failure.code() == errc::response_too_large));
    auto allowed = open(stream_of(body).pieces(100), request_options().max_event_size(2000).max_response_size(10));
    BOOST_TEST(read(allowed).size() == 2u);
}

BOOST_AUTO_TEST_CASE(connection_that_breaks_is_an_error_and_nothing_is_sent_again) {
    auto stream = open(stream_of(event("a") + "data: b\n").then_reset(boost::asio::error::connection_reset));
    BOOST_TEST(next(stream).value().data == "a");
    auto const broken = failure_of<telnyx::api_connection_error>(stream);
    BOOST_TEST((broken.code() == boost::asio::error::connection_reset));
    BOOST_TEST(broken.attempts() == 1);
    auto const silent = failure_of<telnyx::api_timeout_error>(stream_of("").then_time_out(errc::silence_timeout));
    BOOST_TEST((silent.code() == errc::silence_timeout));
    BOOST_TEST(network->requests().size() == 2u);
}

BOOST_AUTO_TEST_CASE(comments_do_not_keep_a_stream_alive_beyond_the_limit_for_events) {
    auto dead = stream_of(event("a")).waits().may_be_given_up();
    auto const keep_alive = [&](int times) {
        for (int i = 0; i < times; ++i)
            dead.then_call([this] { time->advance(300ms); }).then(": ping\n\n");
    };
    keep_alive(3);
    dead.then("data:\n\n");
    keep_alive(100);
    auto stream = open(dead, request_options().event_timeout(1s));
    BOOST_TEST(next(stream).value().data == "a");
    BOOST_TEST(next(stream).value().data == "");
    BOOST_TEST((failure_of<telnyx::api_timeout_error>(stream).code() == errc::event_timeout));
}

BOOST_AUTO_TEST_CASE(errors_before_the_stream_are_as_for_any_call) {
    network->expect("POST", "/v2/ai/openai/responses")
        .reply(scripted_reply::json(429, "{}").header("retry-after", "2"));
    network->expect("POST", "/v2/ai/openai/responses")
        .reply(scripted_reply::reset(boost::asio::error::connection_reset));
    auto stream = open(stream_of(event("a")));
    BOOST_TEST(stream.http().attempts() == 3);
    BOOST_TEST(read(stream).size() == 1u);
    BOOST_TEST(time->pauses().size() == 2u);
    BOOST_CHECK_THROW(open(scripted_reply::json(401, "{}")), telnyx::authentication_error);
    auto const reported = thrown_by<telnyx::api_response_error>(
        [&] { open(scripted_reply::json(200, R"({"error": {"message": "no credit"}})")); });
    BOOST_TEST((reported.code() == errc::error_in_response));
    auto const other = thrown_by<telnyx::api_response_error>([&] { open(scripted_reply::json(200, R"({"id": 1})")); });
    BOOST_TEST(holds(other.what(), "POST /ai/openai/responses: expected an event stream"));
}

// Giving up.

BOOST_AUTO_TEST_CASE(wait_for_an_event_can_be_cancelled) {
    auto stream = open(stream_of(event("a")).then_stall());
    next(stream);
    task wait(io, stream.next());
    run_ready(io);
    BOOST_TEST(!wait.over());
    wait.cancel();
    auto const failure = thrown_by<telnyx::api_user_abort_error>([&] { wait.get(); });
    BOOST_TEST(failure.operation() == "POST /ai/openai/responses");
    BOOST_TEST(network->statistics().in_use == 0u);
    BOOST_TEST(!next(stream));
}

BOOST_AUTO_TEST_CASE(opening_can_be_cancelled) {
    network->expect("GET", "/v2/events").reply(scripted_reply::silence());
    task opening(io, [this]() -> awaitable<void> { co_await client.stream("GET", "/events"); });
    run_ready(io);
    opening.cancel();
    BOOST_CHECK_THROW(opening.get(), telnyx::api_user_abort_error);
}

BOOST_AUTO_TEST_CASE(cancellation_at_any_moment_is_reported_in_the_same_way) {
    network->expect("GET", "/*").always().reply(stream_of(event("a")).waits().pieces(1).may_be_given_up());
    cancel_at_any_moment(io, "GET /events", [this, stream = event_stream()]() mutable {
        stream = run(io, client.stream("GET", "/events"));
        return stream.next();
    });
}

BOOST_AUTO_TEST_CASE(stream_that_is_dropped_or_closed_gives_its_connection_up) {
    {
        auto stream = open(stream_of(event("a") + event("b")).may_be_given_up());
        next(stream);
        BOOST_TEST(network->statistics().in_use == 1u);
    }
    BOOST_TEST(network->statistics().in_use == 0u);
    auto stream = open(stream_of(event("a") + event("b")).may_be_given_up());
    next(stream);
    stream.close();
    BOOST_TEST(network->statistics().in_use == 0u);
    BOOST_TEST(!next(stream));
    BOOST_TEST(stream.http().status() == 200);
}

BOOST_AUTO_TEST_CASE(streams_can_be_moved) {
    auto first = open(stream_of(event("a") + event("b")));
    auto second = open(stream_of(event("c")).may_be_given_up());
    BOOST_TEST(next(first).value().data == "a");
    second = std::move(first);
    BOOST_TEST(network->statistics().in_use == 1u);
    BOOST_TEST(next(second).value().data == "b");
    event_stream third;
    BOOST_TEST(!next(third));
    third = std::move(second);
    BOOST_TEST(!next(third));
    network->verify();
}

BOOST_AUTO_TEST_CASE(stream_outlives_the_client) {
    network->expect("GET", "/v2/events").reply(stream_of(event("a")).waits().pieces(3));
    auto other = std::make_unique<telnyx::client>(io.get_executor(), options());
    auto stream = run(io, other->stream("GET", "/events"));
    other.reset();
    BOOST_TEST((read(stream) == lines{"message|a|"}));
}

BOOST_AUTO_TEST_CASE(abort_breaks_streams_off) {
    auto stream = open(stream_of(event("a")).then_stall());
    next(stream);
    task wait(io, stream.next());
    run_ready(io);
    client.abort();
    BOOST_CHECK_EXCEPTION(wait.get(), telnyx::api_connection_error, [](telnyx::api_connection_error const& failure) {
        return failure.code() == make_error_code(errc::client_closed);
    });
}

BOOST_AUTO_TEST_SUITE_END()
