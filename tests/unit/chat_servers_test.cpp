// Streams and answers of servers that are OpenAI-compatible, each in its own way. The tables in PROMISES.md say what is
// taken and what is refused.

#include "telnyx/ai/chat.hpp"

#include "support/chat_stream_fixture.hpp"

#include <boost/asio/error.hpp>
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <string>
#include <vector>

namespace {

using namespace std::chrono_literals;
using namespace telnyx::ai;
using namespace telnyx::tests;
using telnyx::errc;
using telnyx::request_options;
using telnyx::testing::scripted_reply;
using lines = std::vector<std::string>;

std::string named(std::string const& name, std::string const& data) {
    return "event: " + name + "\ndata: " + data + "\n\n";
}

struct fixture : chat_stream_fixture {
    telnyx::api_stream_error stream_failure(std::string const& body) {
        return failure_of<telnyx::api_stream_error>(stream_of(body).may_be_given_up());
    }

    chat_completion collected(std::string const& body) {
        auto stream = open(stream_of(body));
        return run(io, stream.collect());
    }

    chat_completion answer(std::string const& body) {
        expect(scripted_reply::json(200, body));
        return run(io, client.ai.chat.create_completion(hello));
    }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(chat_servers, fixture)

// The end mark.

BOOST_AUTO_TEST_CASE(end_mark_after_no_chunk_is_an_error) {
    for (std::string const before : {"", ": ping\n\n", "event: ping\ndata: {}\n\n", "data:\n\n", "data: {}\n\n",
                                     "data: {\"choices\":[],\"prompt_filter_results\":[{\"prompt_index\":0}]}\n\n"}) {
        auto const failure = stream_failure(before + event("[DONE]"));
        BOOST_TEST((failure.code() == errc::stream_incomplete), before);
        BOOST_TEST(failure.payload() == "");
    }
}

BOOST_AUTO_TEST_CASE(report_in_a_line_that_is_no_event_is_thrown_at_the_end) {
    auto const chunks = event(text_chunk("a")) + event(finish_chunk());
    for (auto const& before : {std::string(), event(text_chunk("a")), chunks}) {
        for (std::string const line :
             {"error: {\"code\":400,\"message\":\"bad model\"}\n\n",
              "{\"error\":{\"code\":400,\"message\":\"bad model\"}}\n",
              "{\n  \"error\": {\n \"code\": 400, \"message\": \"bad model\"}\n}\n\n",
              "foo: bar\nerror:{\"error\":{\"code\":400,\"message\":\"bad model\"}}\nbaz: 1\n"}) {
            auto const failure = stream_failure(before + line + event("[DONE]"));
            BOOST_TEST((failure.code() == errc::stream_failed), line);
            BOOST_TEST(holds(failure.what(), "bad model"), failure.what());
            BOOST_TEST(stream_failure(before + line).payload() == failure.payload());
        }
    }
    auto const plain = stream_failure("error: no such model\n\n" + event("[DONE]"));
    BOOST_TEST(plain.payload() == "error: no such model");
}

BOOST_AUTO_TEST_CASE(lines_that_are_no_event_tell_why_a_stream_fails) {
    BOOST_TEST(stream_failure("Internal Server Error\n").payload() == "Internal Server Error");
    BOOST_TEST(stream_failure("<html>\n<h1>502: Bad Gateway</h1>\n" + event("[DONE]")).payload() ==
               "<html>\n<h1>502: Bad Gateway</h1>");
    auto const broken = failure_of<telnyx::api_stream_error>(
        stream_of(event(text_chunk("a")) + "{\"error\":{\"message\":\"out of memory\"}}\n")
            .then_reset(boost::asio::error::connection_reset));
    BOOST_TEST(broken.errors().at(0).detail == "out of memory");
}

BOOST_AUTO_TEST_CASE(fields_that_the_format_does_not_have_do_not_break_a_whole_answer) {
    BOOST_TEST(collected("foo: bar\n" + event(text_chunk("a")) + "timeout: 5\n\n" + event("[DONE]"))
                   .choices.at(0)
                   .message.content.value() == "a");
    BOOST_TEST(collected("foo: {\"a\": 1}\n" + event(text_chunk("a")) + event(finish_chunk())).choices.size() == 1u);
}

BOOST_AUTO_TEST_CASE(only_the_end_mark_itself_is_one) {
    for (std::string const other : {"[done]", "[DON]", "[DONE] now", "[]", "[DONE", "DONE"})
        BOOST_TEST(
            (failure_of<telnyx::api_response_error>(stream_of(event(text_chunk("a")) + event(other)).may_be_given_up())
                 .code() == errc::malformed_response));
}

BOOST_AUTO_TEST_CASE(white_space_behind_the_end_mark_is_nothing) {
    BOOST_TEST(collected(event(text_chunk("a")) + "data: [DONE] \t\n\n").choices.size() == 1u);
}

BOOST_AUTO_TEST_CASE(finish_reason_without_a_text_is_none) {
    for (std::string const reason : {"\"\"", "\"null\"", "null"}) {
        auto const chunk = R"({"choices":[{"index":0,"delta":{"content":"a"},"finish_reason":)" + reason + "}]}";
        BOOST_TEST((stream_failure(event(chunk)).code() == errc::stream_incomplete), reason);
        auto stream = open(stream_of(event(chunk) + event(finish_chunk())));
        BOOST_TEST(!next(stream).value().choices.at(0).finish_reason);
        BOOST_TEST(next(stream).value().choices.at(0).finish_reason.has_value());
        BOOST_TEST(!next(stream));
        BOOST_TEST(!collected(event(chunk) + event("[DONE]")).choices.at(0).finish_reason);
    }
}

// What is left at the end of the body.

BOOST_AUTO_TEST_CASE(last_event_without_its_blank_line_is_taken_when_it_is_complete) {
    for (std::string const end : {"", "\n", "\r\n", "\r"}) {
        auto const whole = collected("data: " + finish_chunk() + end);
        BOOST_TEST((whole.choices.at(0).finish_reason.value() == chat_finish_reason::stop));
        auto const with_text = collected(event(text_chunk("a")) + "data: " +
                                         R"({"choices":[{"delta":{"content":"b"},"finish_reason":"stop"}]})" + end);
        BOOST_TEST(with_text.choices.at(0).message.content.value() == "ab");
        auto const usage =
            collected(event(finish_chunk()) + R"(data: {"choices":[],"usage":{"total_tokens":3}})" + end);
        BOOST_TEST(usage.usage.value().total_tokens.value() == 3);
        auto const second = collected(event(finish_chunk()) + "data: " + finish_chunk(1, "length") + end);
        BOOST_TEST(second.choices.size() == 2u);
        BOOST_TEST(collected(event(text_chunk("a")) + "data: [DONE]" + end).choices.size() == 1u);
        auto const failure = stream_failure(event(finish_chunk()) + R"(data: {"error":{"message":"too late"}})" + end);
        BOOST_TEST(failure.errors().at(0).detail == "too late");
    }
}

BOOST_AUTO_TEST_CASE(last_event_that_is_cut_is_an_error_and_not_dropped) {
    for (std::string const cut : {R"(data: {"choices":[],"usage":{"tot)", "data: {\"choices\":[]\ndata: ,", "data: {"})
        BOOST_TEST((stream_failure(event(finish_chunk()) + cut).code() == errc::stream_incomplete), cut);
    auto const broken = failure_of<telnyx::api_connection_error>(
        stream_of("data: " + finish_chunk()).then_reset(boost::asio::error::eof));
    BOOST_TEST((broken.code() == boost::asio::error::eof));
}

BOOST_AUTO_TEST_CASE(last_event_comes_in_pieces_of_any_size) {
    auto const body = event(text_chunk("a")) + "data: " + finish_chunk();
    for (std::size_t size = 1; size <= body.size(); ++size) {
        auto stream = open(stream_of(body).pieces(size).waits());
        BOOST_TEST((read(stream) == lines{"a", ""}));
    }
}

// One field too few, or another one.

BOOST_AUTO_TEST_CASE(chunks_without_choices_and_choices_without_delta_are_taken) {
    auto const whole = collected(event(R"({"id":"c1","usage":{"prompt_tokens":4}})") + event(R"({"type":"ping"})") +
                                 event("{}") + event(R"({"choices":[{"index":0}]})") + event(text_chunk("a")) +
                                 event(R"({"choices":[{"index":0,"finish_reason":"stop"}]})") +
                                 event(R"({"choices":null,"usage":{"total_tokens":9}})") + event("[DONE]"));
    BOOST_TEST(whole.choices.at(0).message.content.value() == "a");
    BOOST_TEST(whole.usage.value().total_tokens.value() == 9);
}

BOOST_AUTO_TEST_CASE(named_events_that_hold_no_chunk_are_skipped) {
    auto stream = open(stream_of(named("ping", "{}") + named("ping", "2026-01-01") + event(text_chunk("a")) +
                                 named("heartbeat", R"({"message":"alive","detail":"x"})") + named("status", "[1]") +
                                 named("ping", R"({"type":"ping","time":1})") + "event: ping\n\n" +
                                 named("chat.completion.chunk", text_chunk("b")) + named("done", "[DONE]")));
    BOOST_TEST((read(stream) == lines{"a", "b"}));
    BOOST_TEST(stream_failure(named("exception", R"({"error":"gone"})")).errors().at(0).detail == "gone");
}

BOOST_AUTO_TEST_CASE(what_only_describes_an_answer_may_be_of_another_type) {
    auto const whole =
        collected(event(R"({"id":7,"object":null,"created":"2026-01-01","model":{"name":"m"},"system_fingerprint":[],)"
                        R"("usage":"none","choices":[{"index":0,"delta":{"role":1,"content":"a","reasoning":{}},)"
                        R"("logprobs":[{"token":1}]}]})") +
                  event(R"({"created":1.5,"usage":{"total_tokens":3,"prompt_tokens":"?"},)"
                        R"("choices":[{"index":0,"delta":{},"finish_reason":"stop"}]})"));
    BOOST_TEST(whole.choices.at(0).message.content.value() == "a");
    BOOST_TEST(!whole.id);
    BOOST_TEST(!whole.created);
    BOOST_TEST(!whole.choices.at(0).logprobs);
    BOOST_TEST(whole.usage.value().total_tokens.value() == 3);
    BOOST_TEST(!whole.usage.value().prompt_tokens);

    auto const unary =
        answer(R"({"id":7,"created":1.5,"object":[],"usage":{"total_tokens":[3]},"model":false,"choices":[
        {"index":"0","finish_reason":3,"logprobs":[],"message":{"role":null,"content":"a","reasoning":["x"],
         "tool_calls":[{"type":5,"function":{"name":"f","arguments":{"x": 1}}}]}}]})");
    auto const& message = unary.choices.at(0).message;
    BOOST_TEST(message.content.value() == "a");
    BOOST_TEST(message.tool_calls.value().at(0).id == "");
    BOOST_TEST(message.tool_calls.value().at(0).function.arguments.value() == R"({"x": 1})");
    BOOST_TEST(!unary.choices.at(0).finish_reason);
}

BOOST_AUTO_TEST_CASE(what_carries_meaning_has_to_be_right) {
    for (std::string const data :
         {R"({"choices":{"index":0}})", R"({"choices":[{"index":"0","delta":{}}]})", R"({"choices":[{"delta":"a"}]})",
          R"({"choices":[{"delta":{"content":7}}]})", R"({"choices":[{"delta":{"tool_calls":{}}}]})",
          R"({"choices":[{"delta":{"tool_calls":[{"id":5}]}}]})", R"({"choices":[{"delta":{},"finish_reason":1}]})",
          R"({"created":[1,}, "choices":[]})", R"({"model":{"a":}, "choices":[]})"}) {
        auto const failure =
            failure_of<telnyx::api_response_error>(stream_of(event(data) + event(text_chunk("b"))).may_be_given_up());
        BOOST_TEST((failure.code() == errc::malformed_response), data);
    }
    for (std::string const data : {R"({})", R"({"choices":[{"index":0}]})", R"({"choices":[{"message":"a"}]})",
                                   R"({"choices":[{"message":{"tool_calls":[{"id":"a","function":{}}]}}]})"})
        BOOST_CHECK_THROW(answer(data), telnyx::api_response_error);
}

// Errors that look like chunks.

BOOST_AUTO_TEST_CASE(report_instead_of_choices_is_thrown) {
    for (std::string const data : {R"({"choices":null,"error":{"message":"overloaded"}})", R"({"error":"overloaded"})",
                                   R"({"errors":[{"detail":"overloaded"}]})", R"({"detail":"overloaded"})",
                                   R"({"object":"error","message":"overloaded","code":503})",
                                   R"({"id":"c1","choices":[],"error":"overloaded"})"}) {
        for (auto const& before : {std::string(), event(text_chunk("a"))}) {
            auto const failure = stream_failure(before + event(data) + event("[DONE]"));
            BOOST_TEST(failure.errors().at(0).detail == "overloaded", data);
            BOOST_TEST(failure.payload() == data);
        }
    }
}

// Fields.

BOOST_AUTO_TEST_CASE(report_beside_choices_is_thrown_wherever_it_stands) {
    auto const with = [](std::string const& member) {
        return event(R"({"choices":[{"index":0,"delta":{"content":"b"}}],)" + member + "}");
    };
    for (std::string const report :
         {R"("error":{"code":502,"message":"upstream died"})", R"("errors":[{"code":"502","detail":"upstream died"}])",
          R"("error":"upstream died")"})
        for (auto const& rest : {std::string(), event(finish_chunk()), event(finish_chunk()) + event("[DONE]")})
            BOOST_TEST(holds(stream_failure(event(text_chunk("a")) + with(report) + rest).what(), "upstream died"));
    for (std::string const nothing :
         {R"("error":null)", R"("error":{})", R"("errors":[])", R"("error":"")", R"("error":false)", R"("errors":[ ])"})
        BOOST_TEST(collected(with(nothing) + event(finish_chunk())).choices.at(0).message.content.value() == "b");
    // Within the text it is the model's.
    BOOST_TEST(collected(event(text_chunk(R"({\"error\": \"x\"})")) + event("[DONE]")).choices.size() == 1u);
}

BOOST_AUTO_TEST_CASE(message_or_a_text_in_the_place_of_the_delta_is_not_lost) {
    auto const whole = collected(
        event(R"({"id":"c","choices":[{"index":0,"message":{"role":"assistant","content":"hi","tool_calls":[)"
              R"({"id":"a","type":"function","function":{"name":"f","arguments":"{}"}},)"
              R"({"id":"b","type":"function","function":{"name":"g","arguments":"{}"}}]},"finish_reason":"stop"},)"
              R"({"index":1,"text":"ho","finish_reason":"stop"}]})"));
    BOOST_TEST(whole.choices.at(0).message.content.value() == "hi");
    BOOST_TEST(whole.choices.at(0).message.tool_calls.value().at(1).function.name == "g");
    BOOST_TEST(whole.choices.at(1).message.content.value() == "ho");
    // What comes once more at the end is nothing new.
    auto const repeated = collected(
        event(text_chunk("hi")) +
        event(R"({"choices":[{"index":0,"delta":{},"message":{"content":"hi"},"text":"hi","finish_reason":"stop"}]})"));
    BOOST_TEST(repeated.choices.at(0).message.content.value() == "hi");
    auto const odd = event(R"({"choices":[{"index":0,"message":{"content":5},"finish_reason":"stop"}]})");
    BOOST_TEST(
        (failure_of<telnyx::api_response_error>(stream_of(odd).may_be_given_up()).code() == errc::malformed_response));
}

BOOST_AUTO_TEST_CASE(reasoning_is_a_field_of_its_own) {
    auto const whole = collected(event(R"({"choices":[{"index":0,"delta":{"reasoning":"Let me"}}]})") +
                                 event(R"({"choices":[{"index":0,"delta":{"reasoning":" think"}}]})") +
                                 event(R"({"choices":[{"index":0,"delta":{"content":"4"}}]})") + event("[DONE]"));
    BOOST_TEST(whole.choices.at(0).message.reasoning.value() == "Let me think");
    BOOST_TEST(!whole.choices.at(0).message.reasoning_content);
    auto const unary = answer(R"({"choices":[{"message":{"content":"4","reasoning":"Let me think"}}]})");
    BOOST_TEST(unary.choices.at(0).message.reasoning.value() == "Let me think");
}

BOOST_AUTO_TEST_CASE(content_may_come_in_parts) {
    auto const parts = R"([{"type":"text","text":"a"},{"type":"thinking","thinking":[{"type":"text","text":"no"}]},)"
                       R"({"text":"b"},"c",{"type":"output_text","text":"d"},{"type":"image_url","text":"no"}])";
    auto const unary = answer(R"({"choices":[{"message":{"content":)" + std::string(parts) + "}}]}");
    BOOST_TEST(unary.choices.at(0).message.content.value() == "abcd");
    auto const whole =
        collected(event(R"({"choices":[{"delta":{"content":)" + std::string(parts) + "}}]}") +
                  event(R"({"choices":[{"delta":{"content":{"type":"text","text":"e"}}}]})") +
                  event(R"({"choices":[{"delta":{"content":[]}}]})") + event(text_chunk("f")) + event("[DONE]"));
    BOOST_TEST(whole.choices.at(0).message.content.value() == "abcdef");
}

BOOST_AUTO_TEST_CASE(text_of_each_chunk_is_at_hand) {
    auto const data =
        lines{R"({"choices":[{"delta":{"content":"a","annotations":[1]}}],"x_groq":{"id":"r"}})", finish_chunk()};
    for (std::size_t const size : {1000u, 7u, 1u}) {
        auto stream = open(stream_of(event(data[0]) + ": x\n\n" + event(data[1]) + event("[DONE]")).pieces(size));
        BOOST_TEST(stream.raw() == "");
        for (auto const& each : data) {
            BOOST_TEST(next(stream).has_value());
            BOOST_TEST(stream.raw() == each);
        }
        BOOST_TEST(!next(stream));
        BOOST_TEST(stream.raw() == "");
    }
    auto closed = open(stream_of(event(data[0]) + event(data[1])).may_be_given_up());
    next(closed);
    closed.close();
    BOOST_TEST(closed.raw() == "");
    auto failed = open(stream_of(event(data[0])));
    next(failed);
    BOOST_CHECK_THROW(next(failed), telnyx::api_stream_error);
    BOOST_TEST(failed.raw() == "");
    BOOST_TEST(chat_stream().raw() == "");
}

// Tool calls.

BOOST_AUTO_TEST_CASE(tool_calls_without_index_stay_apart) {
    auto const whole = collected(
        event(R"({"choices":[{"index":0,"delta":{"tool_calls":[)"
              R"({"id":"a","type":"function","function":{"name":"read_file","arguments":"{\"path\":\"x\"}"}},)"
              R"({"id":"b","type":"function","function":{"name":"list","arguments":"{}"}}]}}]})") +
        event(finish_chunk(0, "tool_calls")) + event("[DONE]"));
    auto const& calls = whole.choices.at(0).message.tool_calls.value();
    BOOST_TEST(calls.size() == 2u);
    BOOST_TEST(calls.at(0).function.name == "read_file");
    BOOST_TEST(calls.at(1).function.name == "list");
    BOOST_TEST(calls.at(1).function.arguments.value() == "{}");
}

BOOST_AUTO_TEST_CASE(choices_without_index_each_need_their_finish_reason) {
    auto const both = event(R"({"choices":[{"delta":{"content":"a"}},{"delta":{"content":"b"}}]})");
    BOOST_TEST((stream_failure(both + event(finish_chunk(0))).code() == errc::stream_incomplete));
    BOOST_TEST(collected(both + event(finish_chunk(0)) + event(finish_chunk(1))).choices.size() == 2u);
}

BOOST_AUTO_TEST_SUITE_END()
