// Answers that are made to do harm: limits hold, and hold memory within what they say.

#include "support/allocation_counter.hpp"
#include "support/fault_fixture.hpp"
#include "telnyx/ai/models.hpp"
#include "telnyx/testing/impl/compressor.hpp"
#include "telnyx/text_to_speech/text_to_speech.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace {

using namespace std::chrono_literals;
using namespace std::string_literals;
using namespace telnyx::tests;
using telnyx::request_options;

std::string const ok = "HTTP/1.1 200 OK\r\n";
std::string const json = ok + "Content-Type: application/json\r\n";
std::string const events = ok + "Content-Type: text/event-stream\r\n\r\n";

constexpr std::size_t kilobyte = 1024;
constexpr std::size_t body_limit = 2048 * kilobyte;
constexpr std::size_t event_limit = 256 * kilobyte;
constexpr std::size_t head_limit = 64 * kilobyte;

telnyx::client_options small_limits() {
    return telnyx::client_options()
        .max_response_size(body_limit)
        .max_event_size(event_limit)
        .max_header_size(head_limit);
}

std::string with_body(std::string const& body, std::string const& head = json) {
    return head + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string repeat(std::string const& piece, std::size_t count) {
    std::string all;
    all.reserve(piece.size() * count);
    for (std::size_t i = 0; i < count; ++i)
        all += piece;
    return all;
}

/// An answer without an end.
struct endless_row {
    char const* name;
    std::string beginning;
    std::string rest; ///< again and again
    char const* outcome;
    std::size_t limit; ///< of what the client may hold of it
    bool streamed = false;
};

std::vector<endless_row> const endless_answers{
    {"a status line", ok.substr(0, 13), std::string(8000, 'x'), "too large", head_limit},
    {"a field", ok + "X: ", std::string(8000, 'x'), "too large", head_limit},
    {"a name", ok, std::string(8000, 'x'), "too large", head_limit},
    {"fields", ok, repeat("A: b\r\n", 1000), "too large", head_limit},
    {"empty fields", ok, repeat("A:\r\n", 1000), "too large", head_limit},
    {"a folded field", ok + "A: b\r\n", repeat(" c\r\n", 1000), "too large", head_limit},
    {"interim answers", "", repeat("HTTP/1.1 102 Processing\r\nX: y\r\n\r\n", 10), "malformed", head_limit},
    {"a field of an interim answer", "HTTP/1.1 103 Early Hints\r\nX: ", std::string(8000, 'x'), "too large",
     head_limit},
    {"a body", json + "\r\n", std::string(16'000, ' '), "too large", body_limit},
    {"a body of a gigabyte", json + "Content-Length: 1073741824\r\n\r\n", std::string(16'000, ' '), "too large",
     body_limit},
    {"a body of all bytes that there are", json + "Content-Length: 18446744073709551615\r\n\r\n",
     std::string(16'000, ' '), "too large", body_limit},
    {"a text", json + "\r\n\"", std::string(16'000, 'x'), "too large", body_limit},
    {"chunks", json + "Transfer-Encoding: chunked\r\n\r\n", repeat("40\r\n" + std::string(64, 'x') + "\r\n", 200),
     "too large", body_limit},
    {"one chunk", json + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n", std::string(16'000, 'x'),
     "too large", body_limit},
    {"an extension", json + "Transfer-Encoding: chunked\r\n\r\n5;", std::string(8000, 'x'), "too large", head_limit},
    {"extensions", json + "Transfer-Encoding: chunked\r\n\r\n5", repeat(";a=b", 2000), "too large", head_limit},
    {"the size of a chunk", json + "Transfer-Encoding: chunked\r\n\r\n", std::string(8000, '0'), "too large",
     head_limit},
    {"a trailer", json + "Transfer-Encoding: chunked\r\n\r\n0\r\nX: ", std::string(8000, 'x'), "too large", head_limit},
    {"trailers", json + "Transfer-Encoding: chunked\r\n\r\n0\r\n", repeat("A: b\r\n", 1000), "too large", head_limit},
    {"the page of an error", "HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\n\r\n", std::string(16'000, 'x'),
     "status 502", 1024 * kilobyte},
    {"reports of an error", "HTTP/1.1 400 Bad Request\r\n\r\n{\"errors\":[{}", repeat(",{}", 5000), "status 400",
     1024 * kilobyte},
    {"a line of an event", events + "data: ", std::string(16'000, 'x'), "|too large", event_limit, true},
    {"a line without a name", events, std::string(16'000, 'x'), "|too large", event_limit, true},
    {"a comment", events + ":", std::string(16'000, 'x'), "|too large", event_limit, true},
    {"lines of an event", events, repeat("data: x\n", 2000), "|too large", event_limit, true},
    {"empty lines of an event", events, repeat("data\n", 3000), "|too large", event_limit, true},
    {"an answer that is no stream", json + "\r\n", std::string(16'000, 'x'), "|unusable", 1024 * kilobyte, true},
};

} // namespace

BOOST_AUTO_TEST_SUITE(hostile_answers, *boost::unit_test::label("once"))

BOOST_AUTO_TEST_CASE(responses_without_an_end_are_cut_off) {
    fault_fixture f(small_limits());
    f.get();
    for (auto const& each : endless_answers) {
        BOOST_TEST_CONTEXT(each.name) {
            f.server.hang_up();
            f.server.plan({.answers = {each.beginning}, .endless = each.rest});
            allocation_peak const memory;
            BOOST_TEST((each.streamed ? f.stream() : f.get()) == (outcome{each.outcome, 1}));
            // Texts that grow are held twice for a moment; the rest is for the server's side and buffers.
            BOOST_TEST(memory.above_start() < 2 * each.limit + 400 * kilobyte);
            BOOST_TEST(f.at_rest());
            BOOST_TEST(f.client.statistics().open == 0u);
        }
    }
    auto const next = f.get();
    BOOST_TEST(next == f.usual());
}

BOOST_AUTO_TEST_CASE(little_that_becomes_much_is_cut_off) {
    using telnyx::testing::detail::compressed;
    auto const once = compressed(std::string(32 * body_limit, ' '));
    auto const twice = compressed(once);
    auto const line = compressed("data: " + std::string(32 * event_limit, 'x'));
    fault_fixture f(small_limits());
    f.get();
    struct bomb {
        std::string answer;
        char const* outcome;
        std::size_t limit;
        bool streamed = false;
    };
    for (auto const& each : std::vector<bomb>{
             {with_body(once, json + "Content-Encoding: gzip\r\n"), "too large", body_limit},
             {with_body(twice, json + "Content-Encoding: gzip, gzip\r\n"), "too large", body_limit},
             {with_body(once, "HTTP/1.1 500 Error\r\nContent-Encoding: gzip\r\n"), "status 500", 1024 * kilobyte},
             {with_body(line, events.substr(0, events.size() - 2) + "Content-Encoding: gzip\r\n"), "|too large",
              event_limit, true},
         }) {
        BOOST_TEST_CONTEXT(each.answer.substr(0, 100)) {
            f.server.hang_up();
            f.server.plan({.answers = {each.answer}});
            allocation_peak const memory;
            BOOST_TEST((each.streamed ? f.stream() : f.get()) == (outcome{each.outcome, 1}));
            BOOST_TEST(memory.above_start() < 2 * each.limit + 400 * kilobyte);
            BOOST_TEST(f.at_rest());
        }
    }
}

/// What is not held needs no limit but in time.
BOOST_AUTO_TEST_CASE(streams_without_an_end_take_no_memory) {
    fault_fixture f(small_limits());
    f.get();
    auto const chunk = "data: {\"choices\":[{\"delta\":{\"content\":\"\"}}]}\n\n"s;
    for (auto const& rest : {repeat(":\n", 5000), repeat(": a comment\n\n", 1000), repeat("event: x\n", 1000),
                             repeat("id: 1\nretry: 5\n", 1000), repeat("\n", 10'000), repeat("\r", 10'000),
                             repeat("data:\n\n", 1000), repeat("unknown\n", 1000), repeat(chunk, 100)}) {
        BOOST_TEST_CONTEXT(rest.substr(0, 20)) {
            f.server.hang_up();
            f.server.plan({.answers = {events}, .endless = rest});
            allocation_peak const memory;
            auto const ended = f.start_stream(request_options().deadline(150ms)).get();
            BOOST_TEST(ended == (outcome{"|" + telnyx::make_error_code(telnyx::errc::deadline_exceeded).message(), 1}));
            BOOST_TEST(memory.above_start() < 400 * kilobyte);
            BOOST_TEST(f.at_rest());
        }
    }
}

/// Bytes are handed out as they come, more than any limit allows to be held.
BOOST_AUTO_TEST_CASE(many_bytes_are_handed_out_without_being_held) {
    fault_fixture f(small_limits());
    f.get();
    f.server.hang_up();
    f.server.plan({.answers = {ok + "Content-Type: audio/mpeg\r\n\r\n"}, .endless = std::string(16'000, 'x')});
    telnyx::text_to_speech::text_to_speech_generate_params const params{.text = "x"};
    allocation_peak const memory;
    auto const read = run(f.io, [&]() -> boost::asio::awaitable<std::size_t> {
        auto audio = co_await f.client.text_to_speech.stream_generate(params);
        std::size_t size = 0;
        while (size < 8 * body_limit) {
            auto const piece = co_await audio.next();
            size += piece.size();
        }
        co_return size;
    });
    BOOST_TEST(read >= 8 * body_limit);
    BOOST_TEST(memory.above_start() < 600 * kilobyte);
}

namespace {

/// A body and what becomes of it.
struct body_row {
    std::string body;
    char const* outcome; ///< nothing: the body itself
};

constexpr char const* taken = nullptr;

/// In an answer of any shape.
std::vector<body_row> const bodies{
    // RFC 8259, and what is not of it
    {"null", taken},
    {" \t\r\n{} \t\r\n", taken},
    {"\"\\u0000\\ud83d\\ude00\"", taken},
    {"\"\x7f\xc2\x80\xef\xbf\xbf\xf4\x8f\xbf\xbf\"", taken},
    {"[-0, 0.0, 1E2, 1e+2, 1e-999, 123456789012345678901234567890]", taken},
    {"{\"a\": 1, \"a\": 2}", taken},
    {"", taken}, // nothing to read
    {" ", "unusable"},
    {"{} x", "unusable"},
    {"{}{}", "unusable"},
    {"{}\0"s, "unusable"},
    {"\xef\xbb\xbf{}", "unusable"},
    {"{", "unusable"},
    {"[1,]", "unusable"},
    {"{\"a\":1,}", "unusable"},
    {"[1 2]", "unusable"},
    {"{\"a\" 1}", "unusable"},
    {"{a: 1}", "unusable"},
    {"{'a': 1}", "unusable"},
    {"{1: 1}", "unusable"},
    {"// a comment\n{}", "unusable"},
    {"{} /* a comment */", "unusable"},
    {"True", "unusable"},
    {"nul", "unusable"},
    {"nulll", "unusable"},
    {"\"x", "unusable"},
    {"\"\t\"", "unusable"},
    {"\"\0\""s, "unusable"},
    {"\"\\x41\"", "unusable"},
    {"\"\\u12g4\"", "unusable"},
    {"\"\\u12\"", "unusable"},
    // numbers
    {"[1e999]", "unusable"},
    {"[-1e999]", "unusable"},
    {"[01]", "unusable"},
    {"[-01]", "unusable"},
    {"[1.]", "unusable"},
    {"[.5]", "unusable"},
    {"[+1]", "unusable"},
    {"[1e]", "unusable"},
    {"[1e+]", "unusable"},
    {"[-]", "unusable"},
    {"[0x1]", "unusable"},
    {"[NaN]", "unusable"},
    {"[Infinity]", "unusable"},
    // Unicode
    {"\"\\ud800\"", taken},
    {"\"\\udc00\"", taken},
    {"\"\\ud800\\ud800\"", taken},
    {"\"\\ud800x\"", taken},
    {"\"\x80\"", "unusable"},
    {"\"\xff\"", "unusable"},
    {"\"\xc3\"", "unusable"},
    {"\"\xc3(\"", "unusable"},
    {"\"\xc0\x80\"", "unusable"},
    {"\"\xc1\xbf\"", "unusable"},
    {"\"\xe0\x80\xaf\"", "unusable"},
    {"\"\xf0\x80\x80\xaf\"", "unusable"},
    {"\"\xed\xa0\x80\"", "unusable"},
    {"\"\xf4\x90\x80\x80\"", "unusable"},
    {"\"\xf8\x88\x80\x80\x80\"", "unusable"},
    {"{\"\xff\": 1}", "unusable"},
    // depth
    {repeat("[", 64) + repeat("]", 64), taken},
    {repeat("[", 65) + repeat("]", 65), "unusable"},
    {repeat("[", 1'000'000), "unusable"},
    {repeat("[", 500'000) + repeat("]", 500'000), "unusable"},
    {repeat("{\"a\":", 200'000) + "1" + repeat("}", 200'000), "unusable"},
    // size
    {"\"" + std::string(1'000'000, 'x') + "\"", taken},
    {"[1" + repeat("0", 100'000) + "]", "unusable"},
    {"[0." + repeat("0", 100'000) + "1]", taken},
};

/// In the answer of an endpoint that gives a list of models.
std::vector<body_row> const models{
    {R"({"data": []})", taken},
    {R"({"data": [{"id": "m", "created": 1, "object": "model", "owned_by": "x"}]})", taken},
    {R"({"data": [{"id": "m", "created": null, "object": null, "owned_by": null}]})", taken},
    {R"({"data": [], "data": []})", taken},
    {R"({"data": [], "more": {"than": ["is", "known"]}})", taken},
    {R"({"data": [{"id": "m", "created": 1.5, "object": "model", "owned_by": "x"}]})", "unusable"},
    {R"({"data": [{"id": "m", "created": 18446744073709551616, "object": "model", "owned_by": "x"}]})", "unusable"},
    {R"({"data": [{"id": "m", "created": 9223372036854775808, "object": "model", "owned_by": "x"}]})", "unusable"},
    {R"({"data": [{"id": "m", "created": 1e999, "object": "model", "owned_by": "x"}]})", "unusable"},
    {R"({"data": [{"id": "m", "created": "1", "object": "model", "owned_by": "x"}]})", taken},
    {R"({"data": [{"id": "m", "created": true, "object": "model", "owned_by": "x"}]})", "unusable"},
    {R"({"data": [{"id": 1, "created": 1, "object": "model", "owned_by": "x"}]})", "unusable"},
    {R"({"data": {}})", "unusable"},
    {R"({"data": "x"})", "unusable"},
    {"{}", "unusable"},
    {"[]", "unusable"},
    {"null", "unusable"},
    {"\"x\"", "unusable"},
    {"1", "unusable"},
    {"true", "unusable"},
    {"", "unusable"},
    {" ", "unusable"},
    {R"({"data": []} x)", "unusable"},
    {R"({"data": [], "x": "\ud800"})", taken},
    {"{\"data\": [], \"x\": \"\xff\"}", "unusable"},
    {R"({"data": [], "x": )" + repeat("[", 100) + repeat("]", 100) + "}", "unusable"},
    {R"({"data": [], "x": 1e999})", taken}, // nobody reads it
};

task<outcome> start_models(fault_fixture& f) {
    return task(f.io, [handle = f.client]() -> boost::asio::awaitable<outcome> {
        try {
            auto const answer = co_await handle.ai.retrieve_models(request_options().max_retries(0));
            co_return outcome{answer.http().body(), answer.http().attempts()};
        } catch (...) {
            co_return current_failure();
        }
    });
}

} // namespace

BOOST_AUTO_TEST_CASE(bodies_of_any_shape_are_taken_or_refused) {
    fault_fixture f(small_limits());
    for (auto const& each : bodies) {
        BOOST_TEST_CONTEXT(each.body.substr(0, 100)) {
            f.server.hang_up();
            f.server.plan({.answers = {with_body(each.body)}});
            BOOST_TEST((f.get() == outcome{each.outcome == taken ? each.body : each.outcome, 1}));
            // What is in the body does not harm the connection.
            BOOST_TEST(f.client.statistics().idle == 1u);
        }
    }
}

BOOST_AUTO_TEST_CASE(bodies_of_a_declared_shape_are_taken_or_refused) {
    fault_fixture f(small_limits());
    for (auto const& each : models) {
        BOOST_TEST_CONTEXT(each.body.substr(0, 100)) {
            f.server.hang_up();
            f.server.plan({.answers = {with_body(each.body)}});
            BOOST_TEST(start_models(f).get() == (outcome{each.outcome == taken ? each.body : each.outcome, 1}));
            BOOST_TEST(f.client.statistics().idle == 1u);
        }
    }
}

BOOST_AUTO_TEST_CASE(pages_in_place_of_json_are_refused) {
    fault_fixture f;
    auto const page = "<!DOCTYPE html><title>502 Bad Gateway</title>"s;
    f.server.plan({.answers = {with_body(page, ok + "Content-Type: text/html\r\n"),
                               with_body(page, "HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\n"),
                               with_body(page, "HTTP/1.1 502 Bad Gateway\r\nContent-Type: application/json\r\n"),
                               with_body(page, "HTTP/1.1 404 Not Found\r\n"), with_body(page, json),
                               with_body("{\"data\": []}", ok), with_body("", ok)}});
    for (std::string const expected :
         {"unusable", "status 502", "status 502", "status 404", "unusable", "{\"data\": []}", "unusable"}) {
        BOOST_TEST(start_models(f).get() == (outcome{expected, 1}));
    }
    BOOST_TEST(f.server.connections() == 1u);
}

namespace {

std::string delta(std::string const& members) {
    return "data: {\"choices\":[{" + members + "}]}\n\n";
}

std::string const done = "data: [DONE]\n\n";
std::string const a = delta(R"("delta":{"content":"a"})");

/// A stream, the text that comes of it and how it ends.
struct stream_row {
    std::string text;
    char const* outcome;
};

std::vector<stream_row> const streams{
    {a + a + done, "aa|end"},
    {"\xef\xbb\xbf" + a + done, "a|end"},
    {"\r\n\r\n" + a + "\n\r" + done, "a|end"},
    {"data:" + a.substr(6) + "data:[DONE]\r\r", "a|end"},
    {"event: x\nid: 1\nretry: 1\n: c\nunknown: y\nunknown\n" + a + done, "a|end"},
    {"data: {\"choices\":\ndata: [{\"delta\":{\"content\":\"b\"}}]}\n\n" + done, "b|end"},
    {"data\n\n" + a + "data:\n\n" + done, "a|end"},
    {a + "data: [DONE]\n", "a|end"}, // without its blank line
    {a + "data: [DONE]", "a|end"},
    {a + "data: [DON", "a|incomplete"},
    {a + "da", "a|incomplete"},
    {done, "|incomplete"},
    {a, "a|incomplete"},
    {"", "|incomplete"},
    {delta(R"("delta":{"content":"a"},"finish_reason":"stop")"), "a|end"},
    {"\xef\xbb\xbf\xef\xbb\xbf" + a + done, "|stream error"}, // the second one belongs to the name of a field
    {a + done + delta(R"("delta":{"content":"b"})"), "a|end"},
    {a + "data: {\n\n" + done, "a|unusable"},
    {a + "data: [DONE] \n\n", "a|end"},
    {a + "data:  [DONE]\n\n", "a|unusable"},
    {a + "data: [done]\n\n", "a|unusable"},
    {a + "data: null\n\n", "a|unusable"},
    {a + "data: []\n\n", "a|unusable"},
    {a + "data: {}\n\n", "a|incomplete"}, // a chunk without anything
    {a + "data: {}\n\n" + done, "a|end"},
    {a + "data: <html>\n\n", "a|unusable"},
    {a + "data: \xff\n\n", "a|unusable"},
    {a + "data: " + std::string(100, '[') + "\n\n", "a|unusable"},
    {a + delta(R"("delta":{"content":"\ud83d"})") + delta(R"("delta":{"content":"\ude00"})") + done,
     "a\xef\xbf\xbd\xef\xbf\xbd|end"}, // a character that was cut
    {a + delta(R"("delta":{"content":"\ud83d\u12"})"), "a|unusable"},
    {a + delta(R"("delta":{"content":1})"), "a|unusable"},
    {a + delta(R"("index":1.5,"delta":{})"), "a|unusable"},
    {a + delta(R"("index":1e99,"delta":{})"), "a|unusable"},
    {a + delta(R"("index":99999999999999999999,"delta":{})"), "a|unusable"},
    {a + delta(R"("index":-1,"delta":{"content":"b"})") + done, "ab|end"}, // the accumulator's business
    {a + "data: {\"error\":{\"message\":\"overloaded\"}}\n\n", "a|stream error"},
    {a + "event: error\ndata: overloaded\n\n", "a|stream error"},
    {a + "event: error\n\n" + done, "a|end"}, // no data, no event
};

} // namespace

BOOST_AUTO_TEST_CASE(streams_are_read_as_far_as_they_make_sense) {
    fault_fixture f(small_limits());
    for (auto const& each : streams) {
        for (std::size_t const record : {std::size_t(16 * 1024), std::size_t(1)}) {
            BOOST_TEST_CONTEXT(each.text << (record == 1 ? " byte by byte" : "")) {
                f.server.plan({.answers = {events.substr(0, events.size() - 2) + "Content-Length: " +
                                           std::to_string(each.text.size()) + "\r\n\r\n" + each.text},
                               .record = record});
                f.server.hang_up();
                BOOST_TEST(f.stream() == (outcome{each.outcome, 1}));
                BOOST_TEST(f.at_rest());
            }
        }
    }
}

/// The largest answers that the limits let through are put together within what they say.
BOOST_AUTO_TEST_CASE(collected_stream_stays_within_its_limit) {
    fault_fixture f(telnyx::client_options().max_event_size(1024 * kilobyte));
    auto const piece = delta(R"("delta":{"content":")" + std::string(500'000, 'x') + R"("})");
    f.get();
    f.server.hang_up();
    f.server.plan({.answers = {events}, .endless = piece});
    allocation_peak const memory;
    auto const ended = run(f.io, [&]() -> boost::asio::awaitable<outcome> {
        try {
            telnyx::ai::chat_completion_params const params{.messages = {telnyx::ai::user_message("x")}};
            auto stream = co_await f.client.ai.chat.stream_completion(params);
            co_await stream.collect();
            co_return outcome{"collected", 1};
        } catch (...) {
            co_return current_failure();
        }
    });
    BOOST_TEST(ended == (outcome{"too large", 1}));
    constexpr auto limit = telnyx::ai::chat_accumulator::default_max_size;
    BOOST_TEST(memory.above_start() > limit / 2);
    BOOST_TEST(memory.above_start() < 3 * limit); // a string that grows takes twice its size, beside the old one
}

BOOST_AUTO_TEST_SUITE_END()
