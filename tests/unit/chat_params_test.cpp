#include "telnyx/ai/chat.hpp"

#include "support/scripted_fixture.hpp"
#include "telnyx/json/decode.hpp"
#include "telnyx/json/encode.hpp"

#include <boost/json/parse.hpp>
#include <boost/test/unit_test.hpp>

#include <string>

namespace {

using namespace telnyx::ai;
using telnyx::json::encode;
using telnyx::testing::scripted_reply;
using telnyx::tests::run;

/// Compares as JSON, so that the order of members does not matter.
void check_json(std::string const& encoded, std::string const& expected) {
    BOOST_TEST(boost::json::parse(encoded) == boost::json::parse(expected));
}

std::vector<chat_message> hello() {
    return {user_message("hi")};
}

std::string refused_parameter(chat_completion_params const& params) {
    try {
        encode(params);
    } catch (telnyx::json::encode_error const& failure) {
        return failure.path();
    }
    return "(none)";
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(chat_params_tests, telnyx::tests::scripted_fixture)

BOOST_AUTO_TEST_CASE(only_what_is_given_is_sent) {
    chat_completion_params const params{.messages = hello()};
    BOOST_TEST(encode(params) == R"({"messages":[{"role":"user","content":"hi"}]})");
    chat_completion_params const nothing{.messages = std::vector<chat_message>()};
    BOOST_TEST(encode(nothing) == R"({"messages":[]})");
}

BOOST_AUTO_TEST_CASE(every_parameter_is_sent_under_its_name) {
    chat_completion_params const params{.messages = hello(),
                                        .api_key_ref = "my_secret",
                                        .best_of = 3,
                                        .early_stopping = true,
                                        .enable_thinking = false,
                                        .frequency_penalty = 0.5,
                                        .guided_choice = {{"yes", "no"}},
                                        .guided_json = boost::json::object{{"type", "object"}},
                                        .guided_regex = "[a-z]+",
                                        .length_penalty = 1.5,
                                        .logit_bias = {{"1234", -100}, {"77", 0.5}},
                                        .logprobs = true,
                                        .max_completion_tokens = 5,
                                        .max_tokens = 9007199254740993,
                                        .metadata = {{"customer", "42"}},
                                        .min_p = 0.25,
                                        .mode = chat_completion_params::region_mode::strict,
                                        .model = "meta-llama/Meta-Llama-3.1-8B-Instruct",
                                        .n = 2,
                                        .parallel_tool_calls = false,
                                        .prediction = {{.content = "int main"}},
                                        .presence_penalty = -0.5,
                                        .prompt_cache_key = "support",
                                        .reasoning_effort = chat_completion_params::effort::xhigh,
                                        .region = chat_completion_params::serving_region::eu,
                                        .response_format = {{.type = chat_response_format::kind::json_object}},
                                        .safety_identifier = "c0ffee",
                                        .seed = -7,
                                        .service_tier = "flex",
                                        .stop = "END",
                                        .store = false,
                                        .stream_options = {{.include_usage = true}},
                                        .temperature = 0,
                                        .tool_choice = chat_completion_params::tool_use::automatic,
                                        .tools = {{}},
                                        .top_logprobs = 20,
                                        .top_p = 0.75,
                                        .use_beam_search = false,
                                        .user = "u-1",
                                        .verbosity = "low"};
    check_json(encode(params), R"({
        "messages": [{"role": "user", "content": "hi"}],
        "api_key_ref": "my_secret",
        "best_of": 3,
        "early_stopping": true,
        "enable_thinking": false,
        "frequency_penalty": 0.5,
        "guided_choice": ["yes", "no"],
        "guided_json": {"type": "object"},
        "guided_regex": "[a-z]+",
        "length_penalty": 1.5,
        "logit_bias": {"1234": -100, "77": 0.5},
        "logprobs": true,
        "max_completion_tokens": 5,
        "max_tokens": 9007199254740993,
        "metadata": {"customer": "42"},
        "min_p": 0.25,
        "mode": "strict",
        "model": "meta-llama/Meta-Llama-3.1-8B-Instruct",
        "n": 2,
        "parallel_tool_calls": false,
        "prediction": {"type": "content", "content": "int main"},
        "presence_penalty": -0.5,
        "prompt_cache_key": "support",
        "reasoning_effort": "xhigh",
        "region": "EU",
        "response_format": {"type": "json_object"},
        "safety_identifier": "c0ffee",
        "seed": -7,
        "service_tier": "flex",
        "stop": "END",
        "store": false,
        "stream_options": {"include_usage": true},
        "temperature": 0,
        "tool_choice": "auto",
        "tools": [],
        "top_logprobs": 20,
        "top_p": 0.75,
        "use_beam_search": false,
        "user": "u-1",
        "verbosity": "low"})");
}

BOOST_AUTO_TEST_CASE(messages_of_all_roles) {
    check_json(encode(system_message("s")), R"({"role": "system", "content": "s"})");
    check_json(encode(user_message("u")), R"({"role": "user", "content": "u"})");
    check_json(encode(assistant_message("a")), R"({"role": "assistant", "content": "a"})");
    check_json(encode(tool_message("call_1", "{\"x\": 1}")),
               R"({"role": "tool", "content": "{\"x\": 1}", "tool_call_id": "call_1"})");
    chat_message const named{.role = chat_role::user, .content = "u", .name = "Ada"};
    check_json(encode(named), R"({"role": "user", "content": "u", "name": "Ada"})");
    chat_message const unknown{.role = telnyx::open_enum<chat_role>::from_text("developer"), .content = "d"};
    check_json(encode(unknown), R"({"role": "developer", "content": "d"})");
}

BOOST_AUTO_TEST_CASE(messages_of_texts_and_images) {
    std::vector<chat_content_part> parts{text_part("look"), image_part("https://x.test/a.png"),
                                         image_part("data:image/png;base64,AAAA")};
    check_json(encode(user_message(parts)), R"({"role": "user", "content": [
        {"type": "text", "text": "look"},
        {"type": "image_url", "image_url": "https://x.test/a.png"},
        {"type": "image_url", "image_url": "data:image/png;base64,AAAA"}]})");
    check_json(encode(user_message(std::vector<chat_content_part>())), R"({"role": "user", "content": []})");
}

BOOST_AUTO_TEST_CASE(tool_calls_go_back_as_they_came) {
    auto const answer = telnyx::json::decode<chat_completion>(R"({"choices": [{"message": {"content": null,
        "tool_calls": [{"id": "call_1", "type": "function", "function": {"name": "f", "arguments": "{\"a\": 1}"}},
                       {"id": "call_2", "function": {"name": "g"}}]}}]})");
    check_json(encode(assistant_message(*answer.choices[0].message.tool_calls)),
               R"({"role": "assistant", "content": "", "tool_calls": [
                   {"id": "call_1", "type": "function", "function": {"name": "f", "arguments": "{\"a\": 1}"}},
                   {"id": "call_2", "function": {"name": "g"}}]})");
}

BOOST_AUTO_TEST_CASE(tools_of_all_variants) {
    chat_function_tool::definition const weather{.name = "get_weather",
                                                 .description = "Weather of a city",
                                                 .parameters =
                                                     boost::json::object{{"type", "object"}, {"required", {"city"}}}};
    chat_function_tool::definition const bare{.name = "now", .strict = true};
    bucket_ids const buckets{.bucket_ids = {"a", "b"}, .max_num_results = 3};
    chat_completion_params const params{
        .messages = hello(),
        .tools = std::vector<chat_tool>{chat_function_tool{.function = weather}, chat_function_tool{.function = bare},
                                        retrieval_tool{.retrieval = buckets},
                                        boost::json::value{{"type", "future"}, {"x", 1}}}};
    auto const sent = boost::json::parse(encode(params)).at("tools");
    BOOST_TEST(sent == boost::json::parse(R"([
        {"type": "function", "function": {"name": "get_weather", "description": "Weather of a city",
                                          "parameters": {"type": "object", "required": ["city"]}}},
        {"type": "function", "function": {"name": "now", "strict": true}},
        {"type": "retrieval", "retrieval": {"bucket_ids": ["a", "b"], "max_num_results": 3}},
        {"type": "future", "x": 1}])"));
}

BOOST_AUTO_TEST_CASE(tool_choice_is_a_text_a_function_or_another_form) {
    auto const sent = [](auto const& value) {
        chat_completion_params params{.messages = hello()};
        params.tool_choice = value;
        return boost::json::parse(encode(params)).at("tool_choice");
    };
    using use = chat_completion_params::tool_use;
    BOOST_TEST(sent(use::none) == "none");
    BOOST_TEST(sent(use::automatic) == "auto");
    BOOST_TEST(sent(use::required) == "required");
    BOOST_TEST(sent("required") == "required");
    BOOST_TEST(sent(std::string("future")) == "future");
    BOOST_TEST(sent(std::string_view("future")) == "future");
    BOOST_TEST(sent(telnyx::open_enum<use>::from_text("future")) == "future");
    BOOST_TEST(sent(function_choice("get_weather")) ==
               boost::json::parse(R"({"type": "function", "function": {"name": "get_weather"}})"));
    auto const other = boost::json::parse(R"({"type": "allowed_tools", "allowed_tools": {"mode": "auto"}})");
    BOOST_TEST(sent(other.as_object()) == other);
}

BOOST_AUTO_TEST_CASE(format_is_text_or_json_with_or_without_a_schema) {
    check_json(encode(chat_response_format{.type = chat_response_format::kind::text}), R"({"type": "text"})");
    check_json(encode(json_schema_format("invoice", {{"type", "object"}})),
               R"({"type": "json_schema",
                   "json_schema": {"name": "invoice", "schema": {"type": "object"}, "strict": true}})");
    chat_completion_params const params{
        .messages = hello(),
        .response_format = {
            {.type = "json_schema", .json_schema = {{.name = "n", .description = "d", .schema = {{{"a", 1}}}}}}}};
    check_json(encode(params), R"({"messages": [{"role": "user", "content": "hi"}], "response_format":
        {"type": "json_schema", "json_schema": {"name": "n", "description": "d", "schema": {"a": 1}}}})");
}

BOOST_AUTO_TEST_CASE(texts_that_end_an_answer_are_one_or_several) {
    chat_completion_params params{.messages = hello()};
    auto const sent = [&] { return boost::json::parse(encode(params)).at("stop"); };
    params.stop = std::string_view("END");
    BOOST_TEST(sent() == "END");
    params.stop = std::vector<std::string>{"a", "b"};
    BOOST_TEST(sent() == (boost::json::array{"a", "b"}));
}

BOOST_AUTO_TEST_CASE(parameters_can_be_read_back) {
    auto const written = R"({"messages":[{"role":"user","content":"hi"}],"mode":"future","region":"UAE",)"
                         R"("response_format":{"type":"json_schema","json_schema":{"name":"n","schema":{"a":1}}},)"
                         R"("stop":["a","b"],"tool_choice":{"type":"function","function":{"name":"f"}}})";
    BOOST_TEST(encode(telnyx::json::decode<chat_completion_params>(written)) == written);
    auto const other = R"({"messages":[],"stop":"a","tool_choice":{"type":"allowed_tools","x":1}})";
    BOOST_TEST(encode(telnyx::json::decode<chat_completion_params>(other)) == other);
    auto const text = R"({"messages":[],"tool_choice":"future"})";
    BOOST_TEST(encode(telnyx::json::decode<chat_completion_params>(text)) == text);
}

BOOST_AUTO_TEST_CASE(other_parameters_are_added_by_body_fields) {
    network->expect("POST", "/v2/ai/chat/completions").reply(scripted_reply::json(200, R"({"choices": []})"));
    chat_completion_params const params{.messages = hello(), .seed = 1, .stream_options = {{.include_usage = true}}};
    telnyx::request_options options;
    options.body_field("top_k", 40).body_field("seed", 2);
    run(io, client.ai.chat.create_completion(params, options));
    check_json(network->requests().back().body,
               R"({"messages": [{"role": "user", "content": "hi"}], "seed": 2, "top_k": 40})");
}

BOOST_AUTO_TEST_CASE(texts_are_sent_byte_for_byte) {
    check_json(encode(user_message("a\"\\\n\t\x01/\xc3\xa9\xf0\x9f\x98\x80")),
               R"({"role": "user", "content": "a\"\\\n\t\u0001/\u00e9\ud83d\ude00"})");
    check_json(encode(user_message(std::string("a\0b", 3))), R"({"role": "user", "content": "a\u0000b"})");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_sent_is_named) {
    chat_completion_params params{.messages = hello()};
    params.temperature = std::numeric_limits<double>::infinity();
    BOOST_TEST(refused_parameter(params) == "temperature");
    params.temperature.reset();
    params.messages->push_back(user_message({text_part("ok"), text_part("\xff")}));
    BOOST_TEST(refused_parameter(params) == "messages[1].content[1].text");
    std::vector<chat_tool_call> calls(1);
    calls[0].id = "\xff";
    params.messages = {assistant_message(calls)};
    BOOST_TEST(refused_parameter(params) == "messages[0].tool_calls[0].id");
    params.messages = hello();
    params.guided_json = boost::json::object{{"a", {1, std::numeric_limits<double>::quiet_NaN()}}};
    BOOST_TEST(refused_parameter(params) == R"(guided_json["a"][1])");
}

BOOST_AUTO_TEST_CASE(method_decides_whether_the_answer_is_streamed) {
    chat_completion_params const params{.messages = hello(), .stream_options = {{.include_usage = true}}};
    auto const body = [this] { return boost::json::parse(network->requests().back().body).as_object(); };

    network->expect("POST", "/v2/ai/chat/completions").reply(scripted_reply::json(200, R"({"choices": []})"));
    run(io, client.ai.chat.create_completion(params));
    BOOST_TEST(!body().contains("stream"));
    BOOST_TEST(!body().contains("stream_options"));
    BOOST_TEST(network->requests().back().headers.get("accept").value() == "application/json");

    for (bool const otherwise : {false, true}) {
        network->expect("POST", "/v2/ai/chat/completions")
            .reply(scripted_reply::events({R"({"choices":[{"delta":{"content":"a"}}]})", "[DONE]"}));
        run(io, [&]() -> boost::asio::awaitable<void> {
            telnyx::request_options options;
            if (otherwise) options.body_field("stream", false);
            auto stream = co_await client.ai.chat.stream_completion(params, options);
            while (co_await stream.next()) {
            }
        });
        BOOST_TEST(body().at("stream").as_bool());
        BOOST_TEST(body().at("stream_options").at("include_usage").as_bool());
        BOOST_TEST(network->requests().back().headers.get("accept").value() == "text/event-stream");
    }
}

BOOST_AUTO_TEST_CASE(both_paths_of_chats_take_the_same_calls) {
    chat_completion_params const params{.messages = hello()};
    network->expect("POST", "/v2/ai/openai/chat/completions").reply(scripted_reply::json(200, R"({"choices": []})"));
    run(io, client.ai.openai.chat.create_completion(params));
    BOOST_TEST(network->requests().back().body == encode(params));
    network->expect("POST", "/v2/ai/openai/chat/completions")
        .reply(scripted_reply::events({R"({"choices":[{"delta":{"content":"a"}}]})", "[DONE]"}));
    auto stream = run(io, client.ai.openai.chat.stream_completion(params));
    BOOST_TEST(run(io, stream.collect()).choices.at(0).message.content.value() == "a");
    network->expect("POST", "/v2/ai/openai/chat/completions").reply(scripted_reply::json(400, "{}"));
    BOOST_CHECK_EXCEPTION(run(io, client.ai.openai.chat.create_completion(params)), telnyx::bad_request_error,
                          [](auto const& e) { return e.operation() == "POST /ai/openai/chat/completions"; });
}

BOOST_AUTO_TEST_CASE(answer_is_read_as_far_as_it_is_known) {
    network->expect("POST", "/v2/ai/chat/completions").reply(scripted_reply::json(200, R"({
        "id": "chatcmpl-1", "object": "chat.completion", "created": 1700000000, "model": "m", "future": {"a": 1},
        "system_fingerprint": "fp", "service_tier": "flex",
        "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "hello",
                     "refusal": null, "reasoning_content": "hm", "tool_calls": [],
                     "annotations": [{"type": "url_citation", "url_citation": {"start_index": 1, "end_index": 4,
                                      "title": "T", "url": "https://x.test"}}, {"type": "file", "file": {"id": 1}}]},
                     "logprobs": {"content": [{"token": "hello", "logprob": -0.5, "bytes": [104],
                                               "top_logprobs": [{"token": "hi", "logprob": -1}]}]}},
                    {"index": 1, "finish_reason": "future_reason", "message": {"role": "robot", "content": null}}],
        "usage": {"prompt_tokens": 1, "completion_tokens": 2, "total_tokens": 3, "details": {},
                  "prompt_tokens_details": {"cached_tokens": 4, "audio_tokens": 5, "text_tokens": 6},
                  "completion_tokens_details": {"reasoning_tokens": 7, "audio_tokens": 8,
                                                "accepted_prediction_tokens": 9, "rejected_prediction_tokens": 10}}})"));
    chat_completion_params const params{.messages = hello()};
    auto const answer = run(io, client.ai.chat.create_completion(params));
    BOOST_TEST(answer.id.value() == "chatcmpl-1");
    BOOST_TEST(answer.created.value() == 1700000000);
    BOOST_TEST(answer.model.value() == "m");
    BOOST_TEST(answer.system_fingerprint.value() == "fp");
    BOOST_TEST_REQUIRE(answer.choices.size() == 2u);
    auto const& first = answer.choices[0];
    BOOST_TEST(first.message.content.value() == "hello");
    BOOST_TEST(!first.message.refusal);
    BOOST_TEST(first.message.reasoning_content.value() == "hm");
    BOOST_TEST(first.message.tool_calls.value().empty());
    BOOST_TEST((first.finish_reason == chat_finish_reason::stop));
    BOOST_TEST(first.logprobs.value().content.value()[0].top_logprobs.value()[0].token == "hi");
    auto const& second = answer.choices[1];
    BOOST_TEST(second.finish_reason.value().text() == "future_reason");
    BOOST_TEST(second.message.role.value().text() == "robot");
    BOOST_TEST(!second.message.content);
    BOOST_TEST(answer.service_tier.value() == "flex");
    auto const& annotations = first.message.annotations.value();
    BOOST_TEST_REQUIRE(annotations.size() == 2u);
    auto const& page = std::get<chat_url_citation>(annotations[0]).url_citation;
    BOOST_TEST(page.start_index.value() == 1);
    BOOST_TEST(page.end_index.value() == 4);
    BOOST_TEST(page.title.value() == "T");
    BOOST_TEST(page.url.value() == "https://x.test");
    BOOST_TEST(std::get<boost::json::value>(annotations[1]) ==
               boost::json::parse(R"({"type": "file", "file": {"id": 1}})"));
    auto const& usage = answer.usage.value();
    BOOST_TEST(usage.total_tokens.value() == 3);
    BOOST_TEST(usage.prompt_tokens_details.value().cached_tokens.value() == 4);
    BOOST_TEST(usage.prompt_tokens_details.value().audio_tokens.value() == 5);
    BOOST_TEST(usage.completion_tokens_details.value().reasoning_tokens.value() == 7);
    BOOST_TEST(usage.completion_tokens_details.value().audio_tokens.value() == 8);
    BOOST_TEST(usage.completion_tokens_details.value().accepted_prediction_tokens.value() == 9);
    BOOST_TEST(usage.completion_tokens_details.value().rejected_prediction_tokens.value() == 10);
}

BOOST_AUTO_TEST_CASE(members_that_only_describe_an_answer_may_have_any_type) {
    auto const answer = telnyx::json::decode<chat_completion>(R"({"service_tier": {}, "choices": [
        {"message": {"content": "a", "annotations": "none"}},
        {"message": {"content": "b", "annotations": [{"type": "url_citation", "url_citation": "https://x.test"}]}},
        {"message": {"content": "c", "annotations": [{"type": "url_citation",
                                                      "url_citation": {"url": "u", "title": 1}}]}}],
        "usage": {"total_tokens": 3, "prompt_tokens_details": [], "completion_tokens_details":
                  {"reasoning_tokens": "many", "audio_tokens": 1}}})");
    BOOST_TEST(!answer.service_tier);
    BOOST_TEST(!answer.choices[0].message.annotations);
    auto const page = [&](std::size_t choice) {
        return std::get<chat_url_citation>(answer.choices[choice].message.annotations.value().at(0)).url_citation;
    };
    BOOST_TEST(!page(1).url);
    BOOST_TEST(page(2).url.value() == "u");
    BOOST_TEST(!page(2).title);
    BOOST_TEST(answer.usage.value().total_tokens.value() == 3);
    BOOST_TEST(!answer.usage.value().prompt_tokens_details);
    BOOST_TEST(!answer.usage.value().completion_tokens_details.value().reasoning_tokens);
    BOOST_TEST(answer.usage.value().completion_tokens_details.value().audio_tokens.value() == 1);
}

BOOST_AUTO_TEST_SUITE_END()
