#include "telnyx/ai/chat_accumulator.hpp"

#include "telnyx/errors/api_response_error.hpp"
#include "telnyx/json/decode.hpp"
#include "telnyx/json/encode.hpp"

#include <boost/json/parse.hpp>
#include <boost/test/unit_test.hpp>

#include <limits>
#include <string>
#include <vector>

namespace {

using telnyx::errc;
using telnyx::ai::chat_accumulator;
using telnyx::ai::chat_completion;
using telnyx::ai::chat_completion_chunk;

chat_completion_chunk chunk(std::string_view json) {
    return telnyx::json::decode<chat_completion_chunk>(json);
}

/// A chunk with one choice, from the JSON of its members.
chat_completion_chunk choice(std::string const& members) {
    return chunk(R"({"choices":[{)" + members + "}]}");
}

chat_completion_chunk tool_call(std::string const& members) {
    return choice(R"("index":0,"delta":{"tool_calls":[{)" + members + "}]}");
}

void check_whole(chat_accumulator const& accumulated, std::string const& expected) {
    BOOST_TEST(boost::json::parse(telnyx::json::encode(accumulated.completion())) == boost::json::parse(expected));
}

struct expected_call {
    std::string id;
    std::string name;
    std::string arguments;
};

void check_calls(chat_accumulator const& accumulated, std::vector<expected_call> const& expected) {
    auto const& calls = accumulated.completion().choices.at(0).message.tool_calls.value();
    BOOST_TEST_REQUIRE(calls.size() == expected.size());
    for (std::size_t i = 0; i != calls.size(); ++i) {
        BOOST_TEST(calls[i].id == expected[i].id);
        BOOST_TEST(calls[i].function.name == expected[i].name);
        BOOST_TEST(calls[i].function.arguments.value_or("") == expected[i].arguments);
    }
}

auto refused_at(std::string path, errc code = errc::malformed_response) {
    return [path, code](telnyx::api_response_error const& failure) {
        return failure.path() == path && failure.code() == make_error_code(code);
    };
}

} // namespace

BOOST_AUTO_TEST_SUITE(chat_accumulator_tests)

BOOST_AUTO_TEST_CASE(nothing_makes_an_empty_answer) {
    check_whole(chat_accumulator(), R"({"choices": []})");
}

BOOST_AUTO_TEST_CASE(puts_an_answer_together) {
    chat_accumulator whole;
    auto const frame = [](std::string const& choice, std::string const& more = {}) {
        return chunk(R"({"id":"c1","object":"chat.completion.chunk","created":7,"model":"m","system_fingerprint":"fp",)"
                     R"("choices":[)" +
                     choice + "]" + more + "}");
    };
    whole.add(frame(R"({"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null})"));
    whole.add(frame(R"({"index":0,"delta":{"reasoning_content":"hm"}})"));
    whole.add(frame(R"({"index":0,"delta":{"content":"Hel"}})"));
    whole.add(frame(R"({"index":0,"delta":{"content":"lo","reasoning_content":"m"}})"));
    whole.add(frame(R"({"index":0,"delta":{},"finish_reason":"stop"})"));
    whole.add(frame("", R"(,"usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3})"));
    check_whole(whole, R"({"id": "c1", "object": "chat.completion", "created": 7, "model": "m",
        "system_fingerprint": "fp",
        "choices": [{"index": 0, "finish_reason": "stop",
                     "message": {"role": "assistant", "content": "Hello", "reasoning_content": "hmm"}}],
        "usage": {"prompt_tokens": 1, "completion_tokens": 2, "total_tokens": 3}})");
}

BOOST_AUTO_TEST_CASE(what_has_come_so_far_can_be_looked_at) {
    chat_accumulator whole;
    whole.add(choice(R"("delta":{"content":"a"})"));
    BOOST_TEST(whole.completion().choices.at(0).message.content.value() == "a");
    whole.add(choice(R"("delta":{"content":"b"})"));
    BOOST_TEST(whole.completion().choices.at(0).message.content.value() == "ab");
    auto const taken = std::move(whole).completion();
    BOOST_TEST(taken.choices.at(0).message.content.value() == "ab");
}

BOOST_AUTO_TEST_CASE(texts_that_never_came_stay_absent) {
    chat_accumulator whole;
    whole.add(choice(R"("delta":{"role":"assistant","content":null,"tool_calls":[]},"logprobs":null)"));
    check_whole(whole, R"({"object": "chat.completion", "choices": [{"index": 0, "message": {"role": "assistant"}}]})");
    whole.add(choice(R"("delta":{"refusal":"n"})"));
    whole.add(choice(R"("delta":{"refusal":"o"})"));
    BOOST_TEST(whole.completion().choices[0].message.refusal.value() == "no");
    BOOST_TEST(!whole.completion().choices[0].message.content);
}

BOOST_AUTO_TEST_CASE(several_answers_are_kept_apart) {
    chat_accumulator whole;
    whole.add(choice(R"("index":1,"delta":{"content":"b"})"));
    whole.add(chunk(R"({"choices":[{"index":0,"delta":{"content":"a"}},{"index":1,"delta":{"content":"B"}}]})"));
    whole.add(choice(R"("index":1,"delta":{},"finish_reason":"length")"));
    whole.add(choice(R"("index":0,"delta":{"content":"A"},"finish_reason":"future")"));
    check_whole(whole, R"({"object": "chat.completion", "choices": [
        {"index": 0, "message": {"content": "aA"}, "finish_reason": "future"},
        {"index": 1, "message": {"content": "bB"}, "finish_reason": "length"}]})");
}

BOOST_AUTO_TEST_CASE(tool_calls_are_put_together_by_index) {
    chat_accumulator whole;
    whole.add(tool_call(R"("index":0,"id":"call_1","type":"function","function":{"name":"f","arguments":""})"));
    whole.add(tool_call(R"("index":0,"function":{"arguments":"{\"a\""})"));
    whole.add(chunk(R"({"choices":[{"index":0,"delta":{"tool_calls":[
        {"index":1,"id":"call_2","type":"function","function":{"name":"g"}},
        {"index":0,"function":{"arguments":": 1}"}}]}}]})"));
    whole.add(tool_call(R"("index":1,"id":"","function":{"arguments":"{}"})"));
    whole.add(choice(R"("index":0,"delta":{},"finish_reason":"tool_calls")"));
    check_whole(whole, R"({"object": "chat.completion", "choices": [{"index": 0, "finish_reason": "tool_calls",
        "message": {"tool_calls": [
            {"id": "call_1", "type": "function", "function": {"name": "f", "arguments": "{\"a\": 1}"}},
            {"id": "call_2", "type": "function", "function": {"name": "g", "arguments": "{}"}}]}}]})");
}

BOOST_AUTO_TEST_CASE(tool_calls_of_several_answers_are_kept_apart) {
    chat_accumulator whole;
    whole.add(chunk(R"({"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"a"}]}},
                                   {"index":1,"delta":{"tool_calls":[{"index":0,"id":"b"}]}}]})"));
    BOOST_TEST(whole.completion().choices.at(0).message.tool_calls.value().at(0).id == "a");
    BOOST_TEST(whole.completion().choices.at(1).message.tool_calls.value().at(0).id == "b");
}

BOOST_AUTO_TEST_CASE(log_probabilities_are_appended) {
    chat_accumulator whole;
    whole.add(choice(R"("delta":{"content":"a"},"logprobs":{"content":[{"token":"a","logprob":-1,"bytes":[97]}]})"));
    whole.add(choice(R"("delta":{"content":"b"},"logprobs":{"content":[{"token":"b","logprob":-2,
                        "top_logprobs":[{"token":"x","logprob":-3}]}],"refusal":[]})"));
    whole.add(choice(R"("delta":{"refusal":"n"},"logprobs":{"refusal":[{"token":"n","logprob":0}]})"));
    check_whole(whole, R"({"object": "chat.completion", "choices": [{"index": 0,
        "message": {"content": "ab", "refusal": "n"},
        "logprobs": {"content": [{"token": "a", "logprob": -1, "bytes": [97]},
                                 {"token": "b", "logprob": -2, "top_logprobs": [{"token": "x", "logprob": -3}]}],
                     "refusal": [{"token": "n", "logprob": 0}]}}]})");
}

BOOST_AUTO_TEST_CASE(annotations_are_appended) {
    chat_accumulator whole;
    auto const page = R"({"type":"url_citation","url_citation":{"url":"https://x.test"}})";
    whole.add(choice(std::string(R"("delta":{"content":"a","annotations":[)") + page + "]}"));
    whole.add(choice(R"("delta":{"content":"b","annotations":null})"));
    whole.add(choice(R"("delta":{"annotations":[{"type":"file","file":{"id":[1]}}]})"));
    check_whole(whole, std::string(R"({"object":"chat.completion","choices":[{"index":0,"message":{"content":"ab",
        "annotations":[)") +
                           page + R"(,{"type":"file","file":{"id":[1]}}]}}]})");
}

BOOST_AUTO_TEST_CASE(service_tier_and_usage_are_kept) {
    chat_accumulator whole;
    whole.add(chunk(R"({"service_tier":"flex","choices":[],"usage":{"prompt_tokens":1}})"));
    whole.add(chunk(R"({"service_tier":"","choices":[]})"));
    auto const usage = R"({"total_tokens":9,"prompt_tokens_details":{"cached_tokens":2},
                           "completion_tokens_details":{"reasoning_tokens":3}})";
    whole.add(chunk(std::string(R"({"choices":[],"usage":)") + usage + "}"));
    check_whole(whole, std::string(R"({"object":"chat.completion","choices":[],"service_tier":"flex","usage":)") +
                           usage + "}");
}

BOOST_AUTO_TEST_CASE(indices_up_to_the_limit_are_taken) {
    chat_accumulator whole;
    for (std::int64_t i = 127; i >= 0; --i)
        whole.add(choice("\"index\":" + std::to_string(i) + R"(,"delta":{"tool_calls":[{"index":127,"id":"x"}]})"));
    BOOST_TEST(whole.completion().choices.size() == 128u);
    for (std::size_t i = 0; i < 128; ++i)
        BOOST_TEST(whole.completion().choices[i].index.value() == static_cast<std::int64_t>(i));
}

BOOST_AUTO_TEST_CASE(what_never_came_is_not_made_up) {
    chat_accumulator whole;
    whole.add(choice(R"("index":5,"delta":{"tool_calls":[{"index":3,"id":"x"},{"index":1,"id":"y"}]})"));
    BOOST_TEST(whole.completion().choices.size() == 1u);
    BOOST_TEST(whole.completion().choices.at(0).index.value() == 5);
    auto const& calls = whole.completion().choices.at(0).message.tool_calls.value();
    BOOST_TEST(calls.size() == 2u);
    BOOST_TEST(calls.at(0).id == "y");
    BOOST_TEST(calls.at(1).id == "x");
    // Neither is a call of which nothing has come.
    whole.add(
        choice(R"("index":5,"delta":{"tool_calls":[{"index":9,"id":"","function":{"name":"","arguments":""}}]})"));
    BOOST_TEST(whole.completion().choices.at(0).message.tool_calls.value().size() == 2u);
}

BOOST_AUTO_TEST_CASE(too_many_tool_calls_are_refused) {
    chat_accumulator whole;
    for (int i = 0; i < 128; ++i)
        whole.add(tool_call("\"id\":\"" + std::to_string(i) + "\""));
    BOOST_CHECK_EXCEPTION(whole.add(tool_call(R"("id":"one more")")), telnyx::api_response_error,
                          refused_at("choices[].delta.tool_calls"));
}

// Tool calls as servers send them.

BOOST_AUTO_TEST_CASE(new_id_begins_a_new_tool_call) {
    for (std::string const index : {"", "\"index\":0,"}) {
        chat_accumulator whole;
        whole.add(tool_call(index + R"("id":"a","type":"function","function":{"name":"f","arguments":"{\"x\":1}"})"));
        whole.add(tool_call(index + R"("id":"b","type":"function","function":{"name":"g","arguments":"{\"y\""})"));
        whole.add(tool_call(index + R"("function":{"arguments":":2}"})"));
        whole.add(tool_call(index + R"("id":"c","function":{"name":"g","arguments":""})"));
        whole.add(tool_call(index + R"("id":"b","function":{"arguments":" "})"));
        check_calls(whole, {{"a", "f", R"({"x":1})"}, {"b", "g", R"({"y":2} )"}, {"c", "g", ""}});
    }
}

BOOST_AUTO_TEST_CASE(tool_calls_in_one_chunk_without_index_and_id_are_several) {
    chat_accumulator whole;
    whole.add(choice(R"("delta":{"tool_calls":[{"function":{"name":"f","arguments":"{}"}},
        {"function":{"name":"g","arguments":"{}"}},{"function":{"name":"g","arguments":"{\"again\":true}"}},
        {"function":{"name":"h"}}]})"));
    check_calls(whole, {{"", "f", "{}"}, {"", "g", "{}"}, {"", "g", R"({"again":true})"}, {"", "h", ""}});
}

BOOST_AUTO_TEST_CASE(whole_tool_calls_under_one_index_without_ids_are_several) {
    for (std::string const id : {"", R"("id":"",)", R"("id":null,)", R"("id":"same",)"}) {
        chat_accumulator whole;
        for (std::string const call : {R"("name":"f","arguments":"{\"city\":\"}{\"}")",
                                       R"("name":"g","arguments":"{}")", R"("name":"g","arguments":"{\"n\":[2]}")"})
            whole.add(tool_call("\"index\":0," + id + "\"function\":{" + call + "}"));
        auto const name = id == R"("id":"same",)" ? "same" : "";
        check_calls(whole, {{name, "f", R"({"city":"}{"})"}, {name, "g", "{}"}, {name, "g", R"({"n":[2]})"}});
    }
}

BOOST_AUTO_TEST_CASE(name_that_is_repeated_in_every_piece_is_nothing_new) {
    for (std::string const frame : {R"("index":0,"id":"a",)", R"("index":0,)", R"("id":"a",)", ""}) {
        chat_accumulator whole;
        for (std::string const arguments : {"", "{\\\"path\\\":", "\\\"x\\\"", "}", ""})
            whole.add(tool_call(frame + R"("function":{"name":"read_file","arguments":")" + arguments + "\"}"));
        BOOST_TEST(whole.completion().choices.at(0).message.tool_calls.value().size() == 1u);
        auto const& call = whole.completion().choices.at(0).message.tool_calls.value().at(0);
        BOOST_TEST(call.function.name == "read_file");
        BOOST_TEST(call.function.arguments.value() == R"({"path":"x"})");
    }
}

BOOST_AUTO_TEST_CASE(name_may_come_in_pieces) {
    for (std::string const id : {"", R"("id":"a",)"}) {
        chat_accumulator whole;
        whole.add(tool_call("\"index\":0," + id + R"("function":{"name":"read_"})"));
        whole.add(tool_call("\"index\":0," + id + R"("function":{"name":"file"})"));
        whole.add(tool_call("\"index\":0," + id + R"("function":{"arguments":"{}"})"));
        check_calls(whole, {{id.empty() ? "" : "a", "read_file", "{}"}});
    }
}

BOOST_AUTO_TEST_CASE(id_may_come_late) {
    chat_accumulator whole;
    whole.add(tool_call(R"("index":0,"function":{"name":"f","arguments":""})"));
    whole.add(tool_call(R"("index":0,"id":"a","function":{"arguments":"{}"})"));
    check_calls(whole, {{"a", "f", "{}"}});
}

BOOST_AUTO_TEST_CASE(tool_call_that_is_sent_once_more_at_the_end_is_nothing_new) {
    chat_accumulator whole;
    whole.add(tool_call(R"("index":0,"id":"a","function":{"name":"f","arguments":"{\"a\""})"));
    whole.add(tool_call(R"("index":0,"function":{"arguments":":1}"})"));
    whole.add(tool_call(R"("index":0,"id":"a","function":{"name":"f","arguments":"{\"a\":1}"})"));
    check_calls(whole, {{"a", "f", R"({"a":1})"}});
}

BOOST_AUTO_TEST_CASE(arguments_may_come_as_an_object) {
    chat_accumulator whole;
    whole.add(tool_call(R"("id":"a","function":{"name":"f","arguments":{"city": "Rome", "n": [1]}})"));
    whole.add(tool_call(R"("id":"b","function":{"name":"g","arguments":{}})"));
    check_calls(whole, {{"a", "f", R"({"city": "Rome", "n": [1]})"}, {"b", "g", "{}"}});
}

BOOST_AUTO_TEST_CASE(empty_text_overwrites_nothing) {
    chat_accumulator whole;
    whole.add(chunk(R"({"id":"c","model":"m","system_fingerprint":"fp","choices":[{"index":0,"delta":{
        "role":"assistant","tool_calls":[{"index":0,"id":"a","type":"function","function":{"name":"f"}}]}}]})"));
    whole.add(
        chunk(R"({"id":"","model":"","system_fingerprint":"","choices":[{"index":0,"finish_reason":"stop","delta":{
        "role":"","tool_calls":[{"index":0,"id":"","type":"","function":{"name":"","arguments":"{}"}}]}}]})"));
    whole.add(choice(R"("index":0,"delta":{},"finish_reason":"")"));
    check_whole(whole, R"({"id": "c", "object": "chat.completion", "model": "m", "system_fingerprint": "fp",
        "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "tool_calls": [
            {"id": "a", "type": "function", "function": {"name": "f", "arguments": "{}"}}]}}]})");
}

// The rest of an answer.

BOOST_AUTO_TEST_CASE(choices_without_index_are_told_by_their_place) {
    chat_accumulator whole;
    whole.add(chunk(R"({"choices":[{"delta":{"content":"a"}},{"delta":{"content":"b"}}]})"));
    whole.add(chunk(R"({"choices":[{"delta":{"content":"A"}},{"delta":{"content":"B"}}]})"));
    BOOST_TEST(whole.completion().choices.size() == 2u);
    BOOST_TEST(whole.completion().choices.at(0).message.content.value() == "aA");
    BOOST_TEST(whole.completion().choices.at(1).message.content.value() == "bB");
}

BOOST_AUTO_TEST_CASE(reasoning_is_put_together_under_both_names) {
    chat_accumulator whole;
    whole.add(choice(R"("delta":{"reasoning":"a","reasoning_content":"x"})"));
    whole.add(choice(R"("delta":{"reasoning":"b","reasoning_content":"y"})"));
    BOOST_TEST(whole.completion().choices.at(0).message.reasoning.value() == "ab");
    BOOST_TEST(whole.completion().choices.at(0).message.reasoning_content.value() == "xy");
}

BOOST_AUTO_TEST_CASE(hostile_indices_are_refused) {
    chat_accumulator whole;
    whole.add(choice(R"("delta":{"content":"a"})"));
    for (auto const index : {std::int64_t(-1), std::int64_t(128), std::int64_t(1) << 40,
                             std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min()}) {
        auto const text = std::to_string(index);
        BOOST_CHECK_EXCEPTION(whole.add(choice("\"index\":" + text + R"(,"delta":{"content":"x"})")),
                              telnyx::api_response_error, refused_at("choices[].index"));
        BOOST_CHECK_EXCEPTION(whole.add(tool_call("\"index\":" + text + R"(,"id":"x")")), telnyx::api_response_error,
                              refused_at("choices[].delta.tool_calls[].index"));
    }
    BOOST_TEST(whole.completion().choices.size() == 1u);
    BOOST_TEST(whole.completion().choices[0].message.content.value() == "a");
}

BOOST_AUTO_TEST_CASE(endless_texts_are_refused) {
    auto const refused = refused_at("", errc::response_too_large);
    std::string const text(400, 'x');
    for (auto const& piece :
         {choice(R"("delta":{"content":")" + text + "\"}"), choice(R"("delta":{"refusal":")" + text + "\"}"),
          choice(R"("delta":{"reasoning_content":")" + text + "\"}"),
          choice(R"("delta":{"reasoning":")" + text + "\"}"),
          tool_call(R"("function":{"arguments":")" + text + "\"}")}) {
        chat_accumulator whole(1000);
        whole.add(piece);
        whole.add(piece);
        BOOST_CHECK_EXCEPTION(whole.add(piece), telnyx::api_response_error, refused);
    }
}

/// There are places for thousands of each.
BOOST_AUTO_TEST_CASE(long_names_in_every_place_are_refused) {
    auto const refused = refused_at("", errc::response_too_large);
    std::string const text(300, 'x');
    auto const quoted = [&](std::string const& key) { return "\"" + key + "\":\"" + text + "\""; };
    auto const within_call = [&](std::string const& key) {
        return [&, key](int i) { return tool_call("\"index\":" + std::to_string(i) + "," + quoted(key)); };
    };
    auto const check = [&](auto piece) {
        chat_accumulator whole(1000);
        for (int i = 0; i < 3; ++i)
            for (int again = 0; again < 5; ++again) // what replaces the same text takes no more room
                whole.add(piece(i));
        BOOST_CHECK_EXCEPTION(whole.add(piece(3)), telnyx::api_response_error, refused);
    };
    check(within_call("id"));
    check([&](int i) {
        return tool_call("\"index\":" + std::to_string(i) + R"(,"function":{"name":"f"},)" + quoted("type"));
    });
    check(
        [&](int i) { return tool_call("\"index\":" + std::to_string(i) + ",\"function\":{" + quoted("name") + "}"); });
    check([&](int i) { return choice("\"index\":" + std::to_string(i) + R"(,"delta":{)" + quoted("role") + "}"); });
    check(
        [&](int i) { return choice("\"index\":" + std::to_string(i) + R"(,"delta":{},)" + quoted("finish_reason")); });
}

BOOST_AUTO_TEST_CASE(limit_is_for_everything_together) {
    chat_accumulator whole(10);
    whole.add(choice(R"("index":0,"delta":{"content":"12345"})"));
    whole.add(choice(R"("index":1,"delta":{"content":"12345"})"));
    whole.add(choice(R"("index":1,"delta":{"content":""})"));
    BOOST_CHECK_THROW(whole.add(choice(R"("index":2,"delta":{"content":"6"})")), telnyx::api_response_error);
    BOOST_TEST(whole.completion().choices[1].message.content.value() == "12345");
}

BOOST_AUTO_TEST_CASE(endless_log_probabilities_are_refused) {
    auto const repeated = [](std::string const& item, int count) {
        std::string list = item;
        while (--count > 0)
            list += "," + item;
        return list;
    };
    // Each token takes more than 2000 bytes of memory, wherever in it.
    std::string const token = R"({"token":"","logprob":0})";
    for (auto const& large :
         {R"({"token":")" + std::string(2000, 'x') + R"(","logprob":0})",
          R"({"token":"","logprob":0,"bytes":[)" + repeated("1", 250) + "]}",
          R"({"token":"","logprob":0,"top_logprobs":[)" + repeated(token, 50) + "]}", repeated(token, 50)}) {
        auto const piece = choice(R"("delta":{},"logprobs":{"content":[)" + large + "]}");
        chat_accumulator whole(100'000);
        auto const add_many = [&] {
            for (int i = 0; i < 50; ++i)
                whole.add(piece);
        };
        BOOST_CHECK_EXCEPTION(add_many(), telnyx::api_response_error, refused_at("", errc::response_too_large));
    }
}

BOOST_AUTO_TEST_CASE(endless_annotations_are_refused) {
    std::string const page = R"({"type":"url_citation","url_citation":{"url":")" + std::string(400, 'u') + R"("}})";
    std::string const title = R"({"type":"url_citation","url_citation":{"title":")" + std::string(400, 't') + R"("}})";
    std::string const text = R"(["a",{"b":")" + std::string(400, 'v') + R"("}])";
    std::string const key = R"({"type":"x",")" + std::string(400, 'k') + R"(":1})";
    for (auto const& each : {page, title, text, key, std::string(R"([[[],[],[],[]],[[],[],[],[]],[[],[],[],[]]])")}) {
        chat_accumulator whole(1000);
        auto const piece = choice(R"("delta":{"annotations":[)" + each + "]}");
        whole.add(piece);
        auto const add_more = [&] {
            for (int i = 0; i != 3; ++i)
                whole.add(piece);
        };
        BOOST_CHECK_EXCEPTION(add_more(), telnyx::api_response_error, refused_at("", errc::response_too_large));
    }
}

BOOST_AUTO_TEST_CASE(errors_carry_the_http_side) {
    telnyx::headers fields;
    fields.append("x-request-id", "req-1");
    chat_accumulator whole(1, telnyx::http_info(200, fields, {}, 1));
    BOOST_CHECK_EXCEPTION(whole.add(choice(R"("index":-1,"delta":{})")), telnyx::api_response_error,
                          [](telnyx::api_response_error const& failure) {
                              return failure.status() == 200 && failure.request_id() == "req-1";
                          });
    BOOST_CHECK_EXCEPTION(whole.add(choice(R"("delta":{"content":"ab"})")), telnyx::api_response_error,
                          [](telnyx::api_response_error const& failure) { return failure.request_id() == "req-1"; });
}

BOOST_AUTO_TEST_SUITE_END()
