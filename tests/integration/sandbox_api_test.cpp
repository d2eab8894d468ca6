#include "support/sandbox_fixture.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

namespace {

using namespace std::chrono_literals;
using namespace telnyx::testing;
using telnyx::tests::raw_client;
using fixture = telnyx::tests::sandbox_fixture;
namespace json = boost::json;

constexpr char chat_path[] = "/v2/ai/chat/completions";

json::object object_of(raw_client::response const& response) {
    return json::parse(response.body()).as_object();
}

/// The data of each event; the last has to be complete.
std::vector<std::string> events_of(std::string const& body) {
    std::vector<std::string> events;
    std::string_view rest = body;
    while (!rest.empty()) {
        auto const end = rest.find("\n\n");
        BOOST_REQUIRE(end != std::string_view::npos);
        BOOST_REQUIRE(rest.starts_with("data: "));
        events.emplace_back(rest.substr(6, end - 6));
        rest.remove_prefix(end + 2);
    }
    return events;
}

std::string text_of(json::value const& value) {
    return {value.as_string().data(), value.as_string().size()};
}

/// A chat request with one message and more members, as JSON text without the outer braces.
std::string chat(std::string const& prompt, std::string const& members = {}) {
    auto const message = json::serialize(json::object{{"role", "user"}, {"content", prompt}});
    return R"({"messages":[)" + message + "]" + (members.empty() ? "" : "," + members) + "}";
}

std::string const weather_tool =
    R"("tools":[{"type":"function","function":{"name":"get_weather","parameters":{"type":"object","properties":)"
    R"({"city":{"type":"string"},"days":{"type":"integer","minimum":1,"maximum":7}}}}}])";

} // namespace

BOOST_AUTO_TEST_SUITE(sandbox_api, *boost::unit_test::label("once"))

BOOST_AUTO_TEST_CASE(errors_have_the_envelope) {
    fixture f;
    auto client = f.connect();
    client.send("GET /v2/ai/models HTTP/1.1\r\nHost: localhost\r\n\r\n");
    auto const unauthorized = client.read_response();
    BOOST_TEST(unauthorized.result_int() == 401u);
    BOOST_TEST(!unauthorized["x-request-id"].empty());
    auto const entry = object_of(unauthorized).at("errors").at(0);
    BOOST_TEST(entry.at("code") == "10009");
    BOOST_TEST(!entry.at("title").as_string().empty());
    BOOST_TEST(!entry.at("detail").as_string().empty());
    BOOST_TEST(entry.at("meta").at("url").as_string().starts_with("https://developers.telnyx.com/"));

    BOOST_TEST(client.request("GET", "/v2/nowhere").result_int() == 404u);
    auto const wrong_method = client.request("DELETE", chat_path);
    BOOST_TEST(wrong_method.result_int() == 405u);
    BOOST_TEST(wrong_method["allow"] == "POST");
    BOOST_TEST(client.request("POST", chat_path, "{").result_int() == 400u);
}

BOOST_AUTO_TEST_CASE(only_one_key_can_be_accepted) {
    fixture f(sandbox_options().accept_only_key("KEY_test"));
    BOOST_TEST(f.server.api_key() == "KEY_test");
    auto client = f.connect();
    BOOST_TEST(client.request("GET", "/v2/ai/models").result_int() == 200u);
    client.send("GET /v2/ai/models HTTP/1.1\r\nAuthorization: Bearer other\r\n\r\n");
    BOOST_TEST(client.read_response().result_int() == 401u);
}

BOOST_AUTO_TEST_CASE(models_are_listed) {
    fixture f;
    auto const models = object_of(f.connect().request("GET", "/v2/ai/models"));
    BOOST_TEST(models.at("object") == "list");
    BOOST_TEST(models.at("data").as_array().size() > 1u);
    BOOST_TEST(models.at("data").at(0).at("id").is_string());
}

BOOST_AUTO_TEST_CASE(requests_that_the_api_does_not_take_are_unprocessable) {
    struct example {
        std::string body;
        std::string pointer;
    };
    auto const user = [](std::string const& members) { return chat("Hello", members); };
    std::vector<example> const examples{
        {"{}", "/messages"},
        {R"({"messages":"Hello"})", "/messages"},
        {R"({"messages":[]})", "/messages"},
        {R"({"messages":[1]})", "/messages/0"},
        {R"({"messages":[{"role":"user"}]})", "/messages/0/content"},
        {R"({"messages":[{"role":"user","content":null}]})", "/messages/0/content"},
        {R"({"messages":[{"role":"robot","content":"x"}]})", "/messages/0/role"},
        {R"({"messages":[{"content":"x"}]})", "/messages/0/role"},
        {R"({"messages":[{"role":"user","content":[{"type":"text"}]}]})", "/messages/0/content/0/text"},
        {R"({"messages":[{"role":"user","content":[{"type":"song"}]}]})", "/messages/0/content/0/type"},
        {R"({"messages":[{"role":"user","content":[{"type":"image_url"}]}]})", "/messages/0/content/0/image_url"},
        {user(R"("model":5)"), "/model"},
        {user(R"("temperature":"warm")"), "/temperature"},
        {user(R"("stream":"yes")"), "/stream"},
        {user(R"("n":0)"), "/n"},
        {user(R"("n":1000)"), "/n"},
        {user(R"("max_tokens":-1)"), "/max_tokens"},
        {user(R"("max_tokens":1.5)"), "/max_tokens"},
        {user(R"("tool_choice":"maybe")"), "/tool_choice"},
        {user(R"("tool_choice":{"type":"function","function":{"name":"f"}})"), "/tool_choice/function/name"},
        {user(R"("tools":[{"type":"function"}])"), "/tools/0/function"},
        {user(R"("tools":[{"type":"hammer"}])"), "/tools/0/type"},
        {user(R"("tools":[{"type":"function","function":{}}])"), "/tools/0/function/name"},
        {user(R"("response_format":{"type":"xml"})"), "/response_format/type"},
        {user(R"("guided_choice":[])"), "/guided_choice"},
        {user(R"("guided_choice":[1])"), "/guided_choice/0"},
        {user(R"("guided_json":"x")"), "/guided_json"},
        {user(R"JSON("guided_regex":"(?=x)")JSON"), "/guided_regex"},
    };
    fixture f;
    auto client = f.connect();
    for (auto const& [body, pointer] : examples) {
        BOOST_TEST_CONTEXT(body) {
            auto const response = client.request("POST", chat_path, body);
            BOOST_TEST(response.result_int() == 422u);
            BOOST_TEST(text_of(object_of(response).at("errors").at(0).at("source").at("pointer")) == pointer);
        }
    }
}

BOOST_AUTO_TEST_CASE(chats_are_answered_whole) {
    fixture f;
    auto client = f.connect();
    auto const body = chat("How do whales sleep?");
    auto const answer = object_of(client.request("POST", chat_path, body));
    BOOST_TEST(answer.at("object") == "chat.completion");
    BOOST_TEST(answer.at("model") == "meta-llama/Meta-Llama-3.1-8B-Instruct");
    auto const& choice = answer.at("choices").at(0);
    BOOST_TEST(choice.at("finish_reason") == "stop");
    BOOST_TEST(choice.at("logprobs").is_null());
    BOOST_TEST(choice.at("message").at("role") == "assistant");
    auto const text = text_of(choice.at("message").at("content"));
    BOOST_TEST(text.find("whales") != std::string::npos);
    auto const& usage = answer.at("usage").as_object();
    BOOST_TEST(usage.at("total_tokens").as_int64() ==
               usage.at("prompt_tokens").as_int64() + usage.at("completion_tokens").as_int64());

    auto const again = object_of(client.request("POST", chat_path, body));
    BOOST_TEST(again.at("choices") == answer.at("choices"));
    BOOST_TEST(again.at("id") != answer.at("id"));
}

BOOST_AUTO_TEST_CASE(chat_with_an_unknown_model_is_refused) {
    fixture f;
    auto client = f.connect();
    auto const refused = client.request("POST", chat_path, chat("Hello", R"("model":"acme/none")"));
    BOOST_TEST(refused.result_int() == 422u);
    auto const error = object_of(refused).at("errors").at(0);
    BOOST_TEST(error.at("code") == "10027");
    BOOST_TEST(error.at("source").at("pointer") == "/model");
    auto const detail = text_of(error.at("detail"));
    BOOST_TEST(detail.find("acme/none") != std::string::npos);
    auto const models = object_of(client.request("GET", "/v2/ai/models")).at("data").as_array();
    BOOST_TEST(!models.empty());
    for (auto const& model : models)
        BOOST_TEST(detail.find(text_of(model.at("id"))) != std::string::npos);
}

BOOST_AUTO_TEST_CASE(sandbox_can_take_any_model) {
    fixture f(sandbox_options().accept_any_model());
    auto client = f.connect();
    auto const answered = client.request("POST", chat_path, chat("Hello", R"("model":"acme/none")"));
    BOOST_TEST(answered.result_int() == 200u);
    BOOST_TEST(object_of(answered).at("model") == "acme/none");
}

BOOST_AUTO_TEST_CASE(parameters_of_a_chat_are_honoured) {
    fixture f;
    auto client = f.connect();
    auto const ask = [&](std::string const& members) {
        return object_of(client.request("POST", chat_path, chat("Please compare Paris and London", members)));
    };
    auto const content = [](json::object const& answer) {
        return text_of(answer.at("choices").at(0).at("message").at("content"));
    };

    auto const cut = ask(R"("max_tokens":3,"model":"openai/gpt-4o")");
    BOOST_TEST(cut.at("model") == "openai/gpt-4o");
    BOOST_TEST(cut.at("choices").at(0).at("finish_reason") == "length");
    BOOST_TEST(cut.at("usage").at("completion_tokens") == 3);

    auto const three = ask(R"("n":3)").at("choices").as_array();
    BOOST_TEST_REQUIRE(three.size() == 3u);
    BOOST_TEST(three[2].at("index") == 2);
    BOOST_TEST(three[0].at("message") != three[1].at("message"));

    auto const likely = ask(R"("logprobs":true,"top_logprobs":2)");
    auto const& probabilities = likely.at("choices").at(0).at("logprobs").at("content").as_array();
    BOOST_TEST(static_cast<std::int64_t>(probabilities.size()) ==
               likely.at("usage").at("completion_tokens").as_int64());
    BOOST_TEST(probabilities[0].at("top_logprobs").as_array().size() == 2u);
    BOOST_TEST(probabilities[0].at("logprob").as_double() <= 0);

    BOOST_TEST(json::parse(content(ask(R"("response_format":{"type":"json_object"})"))).is_object());
    auto const chosen = content(ask(R"("guided_choice":["yes","no"])"));
    BOOST_TEST((chosen == "yes" || chosen == "no"));
    BOOST_TEST(content(ask(R"("guided_regex":"a{3}b")")) == "aaab");
    auto const guided = json::parse(
        content(ask(R"("guided_json":{"type":"object","properties":{"n":{"type":"integer"},"s":{"type":"string"}}})")));
    BOOST_TEST(guided.at("n").is_int64());
    BOOST_TEST(guided.at("s").is_string());
}

BOOST_AUTO_TEST_CASE(responses_can_have_a_certain_length) {
    fixture f(sandbox_options().answer_tokens(500));
    auto const answer = object_of(f.connect().request("POST", chat_path, chat("Hello")));
    BOOST_TEST(answer.at("usage").at("completion_tokens") == 500);
    BOOST_TEST(answer.at("choices").at(0).at("finish_reason") == "stop");
}

BOOST_AUTO_TEST_CASE(streams_say_the_same_as_whole_responses) {
    fixture f;
    auto client = f.connect();
    auto const members = std::string(R"("n":2,"logprobs":true)");
    auto const whole = object_of(client.request("POST", chat_path, chat("How do whales sleep?", members)));
    auto const before = client.pieces().size();
    auto const streamed =
        client.request("POST", chat_path, chat("How do whales sleep?", members + R"(,"stream":true)"));
    BOOST_TEST(streamed["content-type"].starts_with("text/event-stream"));
    auto const events = events_of(streamed.body());
    BOOST_TEST(client.pieces().size() - before == events.size() + 2); // the head, each event, the last chunk
    BOOST_TEST(events.back() == "[DONE]");

    std::vector<std::string> texts(2);
    std::vector<std::string> finished(2);
    std::size_t with_usage = 0;
    for (std::size_t i = 0; i + 1 < events.size(); ++i) {
        auto const chunk = json::parse(events[i]).as_object();
        BOOST_TEST(chunk.at("object") == "chat.completion.chunk");
        auto const& choice = chunk.at("choices").at(0);
        auto const index = static_cast<std::size_t>(choice.at("index").as_int64());
        auto const& delta = choice.at("delta").as_object();
        if (i < 2) BOOST_TEST(delta.at("role") == "assistant");
        if (delta.contains("content")) texts[index] += text_of(delta.at("content"));
        if (!choice.at("finish_reason").is_null()) finished[index] = text_of(choice.at("finish_reason"));
        if (i >= 2 && !delta.empty()) BOOST_TEST(choice.at("logprobs").at("content").as_array().size() == 1u);
        with_usage += chunk.contains("usage") ? 1 : 0;
        if (i + 2 == events.size()) BOOST_TEST(chunk.at("usage") == whole.at("usage"));
    }
    BOOST_TEST(with_usage == 1u);
    for (std::size_t i = 0; i < 2; ++i) {
        BOOST_TEST(finished[i] == "stop");
        BOOST_TEST(text_of(whole.at("choices").at(i).at("message").at("content")) == texts[i]);
    }
}

BOOST_AUTO_TEST_CASE(usage_has_a_chunk_of_its_own_when_asked_for) {
    fixture f;
    auto const response = f.connect().request(
        "POST", chat_path, chat("Hello", R"("stream":true,"stream_options":{"include_usage":true})"));
    auto const events = events_of(response.body());
    auto const last = json::parse(events.at(events.size() - 2));
    BOOST_TEST(last.at("choices").as_array().empty());
    BOOST_TEST(last.at("usage").is_object());
    BOOST_TEST(!json::parse(events.at(events.size() - 3)).as_object().contains("usage"));
}

BOOST_AUTO_TEST_CASE(tools_are_called_when_it_makes_sense) {
    fixture f;
    auto client = f.connect();
    auto const choice = [&](std::string const& prompt, std::string const& members) {
        return object_of(client.request("POST", chat_path, chat(prompt, members))).at("choices").at(0);
    };
    auto const asked = choice("Use get weather for Paris", weather_tool);
    BOOST_TEST(asked.at("finish_reason") == "tool_calls");
    BOOST_TEST(asked.at("message").at("content").is_null());
    auto const& call = asked.at("message").at("tool_calls").at(0);
    BOOST_TEST(call.at("type") == "function");
    BOOST_TEST(call.at("function").at("name") == "get_weather");
    auto const arguments = json::parse(call.at("function").at("arguments").as_string());
    BOOST_TEST(arguments.at("city") == "Paris");
    BOOST_TEST((arguments.at("days").as_int64() >= 1 && arguments.at("days").as_int64() <= 7));

    BOOST_TEST(choice("Hello", weather_tool).at("finish_reason") == "stop");
    BOOST_TEST(choice("Hello", weather_tool + R"(,"tool_choice":"required")").at("finish_reason") == "tool_calls");
    BOOST_TEST(choice("get_weather", weather_tool + R"(,"tool_choice":"none")").at("finish_reason") == "stop");
    auto const forced = R"(,"tool_choice":{"type":"function","function":{"name":"get_weather"}})";
    BOOST_TEST(choice("Hello", weather_tool + forced).at("finish_reason") == "tool_calls");
}

BOOST_AUTO_TEST_CASE(response_follows_the_result_of_a_tool) {
    fixture f;
    auto const body = R"({"messages":[{"role":"user","content":"get_weather in Paris"},)"
                      R"({"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function",)"
                      R"("function":{"name":"get_weather","arguments":"{}"}}]},)"
                      R"({"role":"tool","tool_call_id":"c1","content":"rain, 7 degrees"}],)" +
                      weather_tool + "}";
    auto const answer = object_of(f.connect().request("POST", chat_path, body)).at("choices").at(0);
    BOOST_TEST(answer.at("finish_reason") == "stop");
    auto const text = text_of(answer.at("message").at("content"));
    BOOST_TEST(text.find("get_weather says: rain, 7 degrees") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(tool_calls_are_streamed_in_parts) {
    fixture f;
    auto client = f.connect();
    auto const tools = R"("tool_choice":"required",)" + weather_tool;
    auto const whole = object_of(client.request("POST", chat_path, chat("Paris", tools)));
    auto const events = events_of(client.request("POST", chat_path, chat("Paris", tools + R"(,"stream":true)")).body());
    std::string id;
    std::string name;
    std::string arguments;
    std::size_t argument_pieces = 0;
    std::string finish_reason;
    for (std::size_t i = 0; i + 1 < events.size(); ++i) {
        auto const choice = json::parse(events[i]).at("choices").at(0);
        if (!choice.at("finish_reason").is_null()) finish_reason = text_of(choice.at("finish_reason"));
        auto const* const calls = choice.at("delta").as_object().if_contains("tool_calls");
        if (calls == nullptr) continue;
        auto const& call = calls->at(0).as_object();
        BOOST_TEST(call.at("index") == 0);
        if (call.contains("id")) {
            id = text_of(call.at("id"));
            name = text_of(call.at("function").at("name"));
        } else {
            arguments += text_of(call.at("function").at("arguments"));
            ++argument_pieces;
        }
    }
    auto const& call = whole.at("choices").at(0).at("message").at("tool_calls").at(0);
    BOOST_TEST(text_of(call.at("id")) == id);
    BOOST_TEST(text_of(call.at("function").at("name")) == name);
    BOOST_TEST(text_of(call.at("function").at("arguments")) == arguments);
    BOOST_TEST(argument_pieces > 2u);
    BOOST_TEST(finish_reason == "tool_calls");
}

BOOST_AUTO_TEST_CASE(stream_that_is_dropped_ends_on_the_server_too) {
    sandbox const server(sandbox_options().answer_tokens(100'000).token_delay(1ms));
    telnyx::net::tls_context tls(telnyx::tls_options().ca_pem(server.ca_pem()));
    raw_client client(server, tls);
    client.send(raw_client::request_text("POST", chat_path, chat("Hello", R"("stream":true)")));
    client.read_bytes(2000);
    client.close();
    BOOST_TEST(server.wait_for_closed_connections(1));
    BOOST_TEST(server.statistics().replies == 0u);
}

BOOST_AUTO_TEST_SUITE_END()
