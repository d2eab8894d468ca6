// Streams from any path, over real connections.

#include "support/client_fixture.hpp"
#include "support/thrown_by.hpp"
#include "telnyx/streams/event_stream.hpp"
#include "telnyx/streams/typed_stream.hpp"

#include <boost/asio/error.hpp>
#include <boost/json/value.hpp>
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace {

using namespace std::chrono_literals;
using namespace telnyx::testing;
using namespace telnyx::tests;
using boost::asio::awaitable;
using telnyx::errc;
using telnyx::request_options;

struct delta {
    std::string type{};
    std::optional<std::string> text{};
};
BOOST_DESCRIBE_STRUCT(delta, (), (type, text))

std::string event_of(std::string const& text) {
    return "event: delta\ndata: {\"type\":\"delta\",\"text\":\"" + text + "\"}\n\n";
}

struct fixture : client_fixture {
    void expect(reply answer) { server.expect("POST", "/v2/ai/anthropic/v1/messages").reply(std::move(answer)); }

    /// The texts of a typed stream, which are also the data of an event stream.
    task<std::string> read(bool typed, request_options const& options = request_options()) {
        return task(io, [this, typed, options]() -> awaitable<std::string> {
            boost::json::value const sent{{"stream", true}};
            std::string all;
            if (typed) {
                auto stream = co_await client.stream_as<delta>("POST", "/ai/anthropic/v1/messages", sent, options);
                while (auto const each = co_await stream.next())
                    all += each->text.value_or("");
            } else {
                auto stream = co_await client.stream("POST", "/ai/anthropic/v1/messages", sent, options);
                while (auto const each = co_await stream.next())
                    all += each->name + "|";
            }
            co_return all;
        });
    }

    template <class Error>
    Error failure_of(bool typed, reply answer, request_options const& options = request_options()) {
        expect(std::move(answer));
        auto failure = thrown_by<Error>([&] { read(typed, options).get(); });
        BOOST_TEST(failure.operation() == "POST /ai/anthropic/v1/messages");
        BOOST_TEST(at_rest());
        return failure;
    }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(streams, fixture)

BOOST_AUTO_TEST_CASE(events_arrive_byte_by_byte_and_at_once) {
    auto const body = "event: start\ndata: {\"type\":\"start\"}\n\n" + event_of("a") + event_of("\xc3\xa9");
    for (std::size_t const size : {std::size_t(1), std::size_t(7), body.size()}) {
        reply const answer = reply(200, body, "text/event-stream").chunked(size);
        expect(answer);
        BOOST_TEST(read(true).get() == "a\xc3\xa9");
        expect(answer);
        BOOST_TEST(read(false).get() == "start|delta|delta|");
    }
    BOOST_TEST(at_rest());
    BOOST_TEST(statistics().created == 1u);
    server.verify();
}

BOOST_AUTO_TEST_CASE(chat_of_the_sandbox_can_be_read_event_by_event) {
    boost::json::value const body{{"stream", true}, {"messages", {{{"role", "user"}, {"content", "Hello"}}}}};
    auto const last = run(io, [&]() -> awaitable<std::string> {
        auto stream = co_await client.stream("POST", "/ai/chat/completions", body);
        std::string data;
        while (auto each = co_await stream.next())
            data = each->data;
        co_return data;
    });
    BOOST_TEST(last == "[DONE]");
    run(io, [&]() -> awaitable<void> {
        auto stream = co_await client.stream_as<boost::json::value>("POST", "/ai/openai/chat/completions", body);
        std::size_t chunks = 0;
        while (auto each = co_await stream.next())
            chunks += each->at("object") == "chat.completion.chunk";
        BOOST_TEST(chunks > 1u);
    });
    BOOST_TEST(at_rest());
}

BOOST_AUTO_TEST_CASE(failed_attempts_are_repeated) {
    expect(reply::json(503, "{}").header("retry-after-ms", "1"));
    expect(reply::json(429, "{}").header("retry-after-ms", "1").then_close(connection_end::reset));
    expect(reply(200, event_of("a"), "text/event-stream"));
    // A busy machine may still find the connection open that is being reset.
    BOOST_TEST(read(true, request_options().max_retries(5)).get() == "a");
    BOOST_TEST(server.requests().size() == 3u);
}

BOOST_AUTO_TEST_CASE(stream_that_breaks_is_an_error) {
    std::string const body = event_of("a") + event_of(std::string(5000, 'b'));
    for (bool const typed : {false, true}) {
        auto const cut = [&](connection_end how) {
            return reply(200, body, "text/event-stream").chunked().cut_after_bytes(1000, how);
        };
        failure_of<telnyx::api_connection_error>(typed, cut(connection_end::fin));
        failure_of<telnyx::api_connection_error>(typed, cut(connection_end::close_notify));
        auto const reset = failure_of<telnyx::api_connection_error>(typed, cut(connection_end::reset));
        BOOST_TEST(reset.code() == boost::asio::error::connection_reset, reset.what());
        auto const silent = failure_of<telnyx::api_timeout_error>(typed, cut(connection_end::silence),
                                                                  request_options().silence_timeout(20ms));
        BOOST_TEST((silent.code() == errc::silence_timeout));
        auto const late = failure_of<telnyx::api_timeout_error>(typed, cut(connection_end::silence),
                                                                request_options().deadline(100ms));
        BOOST_TEST((late.code() == errc::deadline_exceeded));
        failure_of<telnyx::api_response_error>(typed, reply(200, body, "text/event-stream"),
                                               request_options().max_event_size(1000));
    }
}

BOOST_AUTO_TEST_CASE(errors_within_the_stream_are_thrown_or_handed_out) {
    auto const failing = [] {
        return reply(200, event_of("a") + "event: error\ndata: {\"error\":{\"message\":\"busy\"}}\n\n",
                     "text/event-stream");
    };
    auto const failure = failure_of<telnyx::api_stream_error>(true, failing());
    BOOST_TEST(failure.errors().at(0).detail == "busy");
    BOOST_TEST(!failure.request_id().empty());
    expect(failing());
    BOOST_TEST(read(false).get() == "delta|error|");
    failure_of<telnyx::api_response_error>(false, reply(200, "<html>Log in</html>", "text/html"));
}

BOOST_AUTO_TEST_CASE(stream_that_is_cancelled_ends_at_once) {
    for (bool const typed : {false, true}) {
        gate more;
        expect(reply(200, event_of("a") + event_of(std::string(5000, 'b')), "text/event-stream")
                   .chunked()
                   .hold(more, 1000));
        auto reading = read(typed);
        run_until(io, [&] { return more.wait_until_reached(1, 0ms) || reading.over(); });
        run_ready(io);
        reading.cancel();
        auto const failure = thrown_by<telnyx::api_user_abort_error>([&] { reading.get(); });
        BOOST_TEST(failure.operation() == "POST /ai/anthropic/v1/messages");
        BOOST_TEST(statistics().open == kept_over_http2());
        BOOST_TEST(statistics().in_use == 0u);
        more.release();
    }
}

BOOST_AUTO_TEST_SUITE_END()
