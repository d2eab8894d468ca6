// The simulated model of the sandbox, without a server.

#include "support/json_schema.hpp"
#include "telnyx/testing/impl/chat_answer.hpp"
#include "telnyx/testing/impl/chat_directives.hpp"
#include "telnyx/testing/impl/chat_request.hpp"
#include "telnyx/testing/impl/chat_text.hpp"
#include "telnyx/testing/impl/chat_writer.hpp"
#include "telnyx/testing/impl/json_request.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/test/unit_test.hpp>

#include <map>
#include <string>
#include <vector>

namespace {

using namespace telnyx::testing::detail;
namespace json = boost::json;
using texts = std::vector<std::string>;

constexpr char city_schema[] = R"({"type":"object","properties":{"city":{"type":"string"},)"
                               R"("unit":{"enum":["celsius","fahrenheit"]}},"required":["city"]})";

std::string tool(std::string const& name, std::string const& description, std::string const& schema = city_schema) {
    return R"({"type":"function","function":{"name":")" + name + R"(","description":")" + description +
           R"(","parameters":)" + schema + "}}";
}

std::string const weather = tool("current_weather", "Weather in a city");
std::string const population = tool("population", "Number of people who live in a city");

std::string tools(std::string const& list, std::string const& more = {}) {
    return R"("tools":[)" + list + "]" + (more.empty() ? "" : "," + more);
}

/// A request with these messages, without their brackets, and further members.
chat_request request(std::string const& messages, std::string const& members = {}) {
    telnyx::testing::recorded_request made;
    made.body = R"({"messages":[)" + messages + "]" + (members.empty() ? "" : "," + members) + "}";
    return chat_request::read(made);
}

std::string user(std::string const& text) {
    return json::serialize(json::object{{"role", "user"}, {"content", text}});
}

chat_request ask(std::string const& text, std::string const& members = {}) {
    return request(user(text), members);
}

std::string text_of_answer(chat_answer const& answer) {
    std::string text;
    for (auto const& token : answer.tokens)
        text += token;
    return text;
}

std::string answer_to(chat_request const& asked) {
    return text_of_answer(make_chat_answer(asked, 0, 0));
}

/// The calls as `name(arguments)`.
texts calls(chat_request const& asked) {
    texts called;
    for (auto const& each : make_chat_answer(asked, 0, 0).tool_calls)
        called.push_back(each.name + each.arguments);
    return called;
}

/// Names of the called functions only.
texts called(std::string const& text, std::string const& members) {
    texts names;
    for (auto const& each : make_chat_answer(ask(text, members), 0, 0).tool_calls)
        names.push_back(each.name);
    return names;
}

/// An assistant's message with calls, given as pairs of an ID and arguments, of the function `current_weather`.
std::string assistant(std::vector<std::pair<std::string, std::string>> const& calls) {
    json::array made;
    for (auto const& [id, arguments] : calls)
        made.push_back(
            {{"id", id}, {"type", "function"}, {"function", {{"name", "current_weather"}, {"arguments", arguments}}}});
    return "," + json::serialize(json::object{{"role", "assistant"}, {"content", nullptr}, {"tool_calls", made}});
}

std::string result(std::string const& id, std::string const& text) {
    return "," + json::serialize(json::object{{"role", "tool"}, {"tool_call_id", id}, {"content", text}});
}

/// Status and pointer of the error that a request gets; empty if it is accepted.
std::string refused(std::string const& messages, std::string const& members = {}) {
    try {
        request(messages, members);
        return {};
    } catch (refusal const& error) {
        auto const body = json::parse(error.response.body());
        return std::to_string(error.response.status()) + " " +
               text_of(body.at("errors").at(0).at("source").at("pointer"));
    }
}

chat_writer writer_for(chat_request const& asked) {
    std::vector<chat_answer> answers;
    for (std::size_t i = 0; i < asked.choices; ++i)
        answers.push_back(make_chat_answer(asked, i, 0));
    return {asked, std::move(answers), "chatcmpl-1", 1'700'000'000};
}

/// The data of all events.
std::vector<std::string> events_of(chat_request const& asked) {
    auto writer = writer_for(asked);
    std::vector<std::string> data;
    while (auto const event = writer.next_event()) {
        BOOST_TEST_REQUIRE(event->starts_with("data: "));
        BOOST_TEST_REQUIRE(event->ends_with("\n\n"));
        data.push_back(event->substr(6, event->size() - 8));
    }
    return data;
}

} // namespace

BOOST_AUTO_TEST_SUITE(sandbox_chat)

// Tools.

BOOST_AUTO_TEST_CASE(functions_are_called_that_the_message_mentions) {
    auto const both = tools(weather + "," + population);
    BOOST_TEST((called("What is the current_weather in Oslo?", both) == texts{"current_weather"}));
    BOOST_TEST((called("Current weather in Oslo, please", both) == texts{"current_weather"}));
    BOOST_TEST((called("How is the weather in Oslo?", both) == texts{"current_weather"}));
    BOOST_TEST(
        (called("Tell me the weather and the population of Oslo", both) == texts{"current_weather", "population"}));
    BOOST_TEST((called("How many people live in Oslo?", both) == texts{"population"}));
    BOOST_TEST((called("Which city is nicest?", both) == texts{"current_weather", "population"}));
    BOOST_TEST(called("Hello, tell me something", both).empty());
    BOOST_TEST(called("I am whether or not", both).empty());
    BOOST_TEST((called("List my orders", tools(tool("getOrderByName", ""))) == texts{"getOrderByName"}));
    BOOST_TEST((called("search for boats", tools(tool("search", ""))) == texts{"search"}));
    BOOST_TEST(
        called("find the number", tools(tool("get_number", "Finds a number"), R"("tool_choice":"auto")")).size() <= 1u);
}

BOOST_AUTO_TEST_CASE(tool_choice_forces_and_forbids_calls) {
    auto const both = weather + "," + population;
    auto const named = R"("tool_choice":{"type":"function","function":{"name":"population"}})";
    BOOST_TEST((called("Hello", tools(both, R"("tool_choice":"required")")) == texts{"current_weather"}));
    BOOST_TEST((called("Population?", tools(both, R"("tool_choice":"required")")) == texts{"population"}));
    BOOST_TEST((called("Weather?", tools(both, named)) == texts{"population"}));
    BOOST_TEST(called("Weather?", tools(both, R"("tool_choice":"none")")).empty());
    auto const history = user("Weather in Oslo?") + assistant({{"a", "{}"}}) + result("a", "rain");
    BOOST_TEST(calls(request(history, tools(both))).empty());
    BOOST_TEST(calls(request(history, tools(both, R"("tool_choice":"required")"))).size() == 1u);
    BOOST_TEST(calls(request(history, tools(both, named))).size() == 1u);
    auto const next = history + R"(,{"role":"assistant","content":"It rains."},)" + user("And the weather in Rome?");
    BOOST_TEST(calls(request(next, tools(both))).size() == 1u);
}

BOOST_AUTO_TEST_CASE(arguments_come_from_the_conversation) {
    BOOST_TEST((calls(ask("Weather in Oslo in Fahrenheit", tools(weather))) ==
                texts{R"(current_weather{"city":"Oslo","unit":"fahrenheit"})"}));
    auto const before = user("I live in Oslo") + R"(,{"role":"assistant","content":"Nice."},)";
    BOOST_TEST(calls(request(before + user("How is the weather?"), tools(weather))).at(0).find("Oslo") !=
               std::string::npos);
    auto const search = tool("search", "", R"({"type":"object","properties":{"query":{"type":"string"}}})");
    BOOST_TEST((calls(ask("Search for boats", tools(search))) == texts{R"(search{"query":"Search for boats"})"}));
    BOOST_TEST((calls(ask("ping", tools(R"({"type":"function","function":{"name":"ping"}})"))) == texts{"ping{}"}));
}

BOOST_AUTO_TEST_CASE(arguments_conform_to_the_schema_of_the_function) {
    std::string const schema = R"({"type":"object","properties":{"route":{"type":"array","minItems":2,"items":
        {"$ref":"#/$defs/stop"}},"options":{"anyOf":[{"type":"object","properties":{"fast":{"type":"boolean"}},
        "required":["fast"],"additionalProperties":false},{"type":"null"}]},"people":{"type":"integer","minimum":1,
        "maximum":9}},"required":["route","options","people"],"additionalProperties":false,"$defs":{"stop":{
        "type":"object","properties":{"place":{"type":"string","minLength":1},"then":{"anyOf":[{"$ref":"#/$defs/stop"},
        {"type":"null"}]}},"required":["place","then"],"additionalProperties":false}}})";
    telnyx::tests::json_schema const checked(json::parse(schema));
    for (auto const* const text : {"Plan it", "Plan a trip from Oslo to Rome for 3 people", "Plan for 12 people"}) {
        auto const answer = make_chat_answer(ask(text, tools(tool("plan", "", schema))), 0, 0);
        BOOST_TEST_REQUIRE(answer.tool_calls.size() == 1u);
        BOOST_TEST(checked.violation(json::parse(answer.tool_calls[0].arguments)) == "");
    }
}

BOOST_AUTO_TEST_CASE(list_of_names_means_several_calls) {
    auto const asked = ask("Weather in Paris, New York and Rome?", tools(weather));
    auto const answer = make_chat_answer(asked, 0, 0);
    BOOST_TEST_REQUIRE(answer.tool_calls.size() == 3u);
    texts cities;
    for (auto const& each : answer.tool_calls)
        cities.push_back(text_of(json::parse(each.arguments).at("city")));
    BOOST_TEST((cities == texts{"Paris", "New York", "Rome"}));
    BOOST_TEST(answer.tool_calls[0].id != answer.tool_calls[1].id);
    BOOST_TEST(called("Weather and population of Paris and Rome", tools(weather + "," + population)).size() == 4u);
    BOOST_TEST(called("Is the weather in Paris good on Monday and Tuesday?", tools(weather)).size() == 1u);
    auto const trip = R"({"type":"object","properties":{"from":{"type":"string"},"to":{"type":"string"}}})";
    BOOST_TEST((calls(ask("Plan Paris and Rome", tools(tool("plan", "", trip)))).size() == 1u));
}

BOOST_AUTO_TEST_CASE(without_parallel_calls_they_come_one_by_one) {
    auto const one = tools(weather, R"("parallel_tool_calls":false)");
    auto history = user("Weather in Paris and Rome?");
    BOOST_TEST(calls(request(history, one)).size() == 1u);
    BOOST_TEST(calls(request(history, one)).at(0).find("Paris") != std::string::npos);
    history += assistant({{"a", R"({"city":"Paris"})"}}) + result("a", "rain");
    BOOST_TEST(calls(request(history, one)).size() == 1u);
    BOOST_TEST(calls(request(history, one)).at(0).find("Rome") != std::string::npos);
    history += assistant({{"b", R"({"city":"Rome"})"}}) + result("b", "sun");
    BOOST_TEST(calls(request(history, one)).empty());
    BOOST_TEST(
        calls(request(history, tools(weather, R"("parallel_tool_calls":false,"tool_choice":"required")"))).size() ==
        1u);
}

BOOST_AUTO_TEST_CASE(results_of_tools_are_repeated_in_words) {
    auto const said = [](std::string const& arguments, std::string const& text) {
        return answer_to(request(user("Weather?") + assistant({{"a", arguments}}) + result("a", text)));
    };
    BOOST_TEST(said("{}", "rain, 7 degrees").starts_with("current_weather says: rain, 7 degrees. "));
    BOOST_TEST(said(R"({"city":"Oslo"})", R"({"city":"Oslo","sky":"clear","wind":{"speed_ms":7.5,"from":"west"}})")
                   .starts_with("For Oslo, current_weather says: sky clear, wind (speed ms 7.5, from west). "));
    BOOST_TEST(
        said(R"({"city":"Oslo"})", R"({"city":"Oslo"})").starts_with("For Oslo, current_weather says: city Oslo."));
    BOOST_TEST(said("{}", R"({"error":"no such city"})").starts_with("current_weather failed: no such city. "));
    BOOST_TEST(
        said("{}", R"([1,2,["a","b"],true,null])").starts_with("current_weather says: 1, 2, (a, b), true, null."));
    BOOST_TEST(said("broken", std::string(5000, 'x')).size() < 500u);
    auto const two =
        user("Weather?") + assistant({{"a", "{}"}, {"b", "{}"}}) + result("b", "sun") + result("a", "rain");
    BOOST_TEST(answer_to(request(two)).starts_with("current_weather says: sun. current_weather says: rain. "));
}

BOOST_AUTO_TEST_CASE(histories_with_open_calls_are_refused) {
    auto const call = user("Hi") + assistant({{"a", "{}"}, {"b", "{}"}});
    BOOST_TEST(refused(call) == "422 /messages");
    BOOST_TEST(refused(call + result("a", "x")) == "422 /messages");
    BOOST_TEST(refused(call + result("a", "x") + "," + user("Go on")) == "422 /messages/3");
    BOOST_TEST(refused(call + result("a", "x") + result("a", "y")) == "422 /messages/3/tool_call_id");
    BOOST_TEST(refused(call + result("c", "x")) == "422 /messages/2/tool_call_id");
    BOOST_TEST(refused(user("Hi") + result("a", "x")) == "422 /messages/1/role");
    BOOST_TEST(refused(call + result("b", "x") + result("a", "y")) == "");
    BOOST_TEST(refused(call + R"(,{"role":"tool","content":"x"})") == "");
    BOOST_TEST(refused(user("Hi") + R"(,{"role":"assistant","content":"","tool_calls":[{"id":"a"}]})") ==
               "422 /messages/1/tool_calls/0/function");
}

BOOST_AUTO_TEST_CASE(tools_that_the_api_does_not_take_are_refused) {
    BOOST_TEST(refused(user("Hi"), tools(tool("a b", ""))) == "422 /tools/0/function/name");
    BOOST_TEST(refused(user("Hi"), tools(tool("", ""))) == "422 /tools/0/function/name");
    BOOST_TEST(refused(user("Hi"), tools(tool(std::string(65, 'a'), ""))) == "422 /tools/0/function/name");
    BOOST_TEST(refused(user("Hi"), tools(tool(std::string(64, 'a'), ""))) == "");
    BOOST_TEST(refused(user("Hi"), tools(tool("f", "", R"({"type":"x"})"))) == "422 /tools/0/function/parameters/type");
    auto const strict = R"({"type":"function","function":{"name":"f","strict":true,"parameters":)";
    BOOST_TEST(refused(user("Hi"), tools(strict + std::string(city_schema) + "}}")) ==
               "422 /tools/0/function/parameters/additionalProperties");
    BOOST_TEST(refused(user("Hi"), R"("parallel_tool_calls":1)") == "422 /parallel_tool_calls");
}

// Formats.

BOOST_AUTO_TEST_CASE(answers_conform_to_the_schema_of_the_format) {
    std::string const schema = R"({"type":"object","properties":{"customer":{"type":"string"},"total":{"type":"number"},
        "items":{"type":"array","items":{"type":"string"}}},"required":["customer","total","items"],
        "additionalProperties":false})";
    telnyx::tests::json_schema const checked(json::parse(schema));
    for (auto const* const strict : {"true", "false"}) {
        auto const format = R"("response_format":{"type":"json_schema","json_schema":{"name":"invoice","strict":)" +
                            std::string(strict) + R"(,"schema":)" + schema + "}}";
        auto const answer = json::parse(answer_to(ask("The bill of Ann Smith over 12.50 euros", format)));
        BOOST_TEST(checked.violation(answer) == "");
        BOOST_TEST(answer.at("customer") == "Ann Smith");
        BOOST_TEST(answer.at("total") == 12.5);
        auto const cut = make_chat_answer(ask("A bill", format + R"(,"max_tokens":3)"), 0, 0);
        BOOST_TEST(cut.finish_reason == "length");
        BOOST_TEST(json::parse(text_of_answer(make_chat_answer(ask("A bill", format), 0, 2))).is_object());
    }
    auto const any = R"("response_format":{"type":"json_schema","json_schema":{"name":"thing"}})";
    BOOST_TEST(json::parse(answer_to(ask("A bill", any))).is_object());
    auto const with_tools = R"("response_format":{"type":"json_schema","json_schema":{"name":"x","schema":)" + schema +
                            "}}," + tools(weather);
    BOOST_TEST(calls(ask("Weather in Oslo", with_tools)).size() == 1u);
    auto const results = user("Weather in Oslo") + assistant({{"a", "{}"}}) + result("a", "17.5 degrees");
    BOOST_TEST(json::parse(answer_to(request(results, with_tools))).at("total") == 17.5);
}

BOOST_AUTO_TEST_CASE(formats_that_the_api_does_not_take_are_refused) {
    auto const format = [](std::string const& members) {
        return refused(user("Hi"), R"("response_format":{"type":"json_schema")" + members + "}");
    };
    std::string const pointer = "422 /response_format/json_schema";
    BOOST_TEST(format("") == pointer);
    BOOST_TEST(format(R"(,"json_schema":{})") == pointer + "/name");
    BOOST_TEST(format(R"(,"json_schema":{"name":"a b"})") == pointer + "/name");
    BOOST_TEST(format(R"(,"json_schema":{"name":"a","schema":[]})") == pointer + "/schema");
    BOOST_TEST(format(R"(,"json_schema":{"name":"a","schema":{"type":"x"}})") == pointer + "/schema/type");
    BOOST_TEST(format(R"(,"json_schema":{"name":"a","schema":{"type":"object"}})") == "");
    BOOST_TEST(format(R"(,"json_schema":{"name":"a","strict":true,"schema":{"type":"object"}})") ==
               pointer + "/schema/additionalProperties");
    BOOST_TEST(refused(user("Hi"), R"("guided_json":{"type":"x"})") == "422 /guided_json/type");
}

// Reasoning, refusals, errors.

BOOST_AUTO_TEST_CASE(reasoning_comes_with_an_effort) {
    auto const tokens = [](std::string const& members) {
        return make_chat_answer(ask("Why is the sky blue?", members), 0, 0).reasoning.size();
    };
    BOOST_TEST(tokens("") == 0u);
    BOOST_TEST(tokens(R"("enable_thinking":false,"reasoning_effort":"high")") == 0u);
    BOOST_TEST(tokens(R"("enable_thinking":true,"reasoning_effort":"none")") == 0u);
    BOOST_TEST(tokens(R"("enable_thinking":true)") == tokens(R"("reasoning_effort":"medium")"));
    std::size_t last = 0;
    for (std::string const effort : {"minimal", "low", "medium", "high", "xhigh", "max"}) {
        auto const count = tokens(R"("reasoning_effort":")" + effort + "\"");
        BOOST_TEST(count > last, effort);
        last = count;
    }
    BOOST_TEST(refused(user("Hi"), R"("reasoning_effort":"extreme")") == "400 /reasoning_effort");
    BOOST_TEST(refused(user("Hi"), R"("reasoning_effort":1)") == "422 /reasoning_effort");
    auto const limited = make_chat_answer(ask("Hi", R"("reasoning_effort":"high","max_tokens":5)"), 0, 0);
    BOOST_TEST(limited.reasoning.size() == 5u);
    BOOST_TEST(limited.tokens.empty());
    BOOST_TEST(limited.finish_reason == "length");
}

BOOST_AUTO_TEST_CASE(reasoning_is_written_before_the_answer) {
    auto const members = R"("reasoning_effort":"low","max_tokens":40,"n":2)";
    auto const whole = writer_for(ask("Why is the sky blue?", members)).whole();
    std::vector<std::string> reasoning(2), content(2);
    for (auto const& data : events_of(ask("Why is the sky blue?", members + std::string(R"(,"stream":true)")))) {
        if (data == "[DONE]") continue;
        auto const chunk = json::parse(data);
        auto const choice = chunk.at("choices").at(0);
        auto const index = static_cast<std::size_t>(choice.at("index").as_int64());
        auto const& delta = choice.at("delta").as_object();
        if (delta.contains("reasoning_content")) {
            BOOST_TEST(content[index].empty());
            reasoning[index] += text_of(delta.at("reasoning_content"));
        }
        content[index] += text_member(delta, "content");
    }
    std::size_t thought = 0;
    for (std::size_t i = 0; i < 2; ++i) {
        auto const& message = whole.at("choices").at(i).at("message");
        BOOST_TEST(!content[i].empty());
        BOOST_TEST(text_of(message.at("reasoning_content")) == reasoning[i]);
        BOOST_TEST(text_of(message.at("content")) == content[i]);
        thought += tokens_of(reasoning[i]).size();
    }
    auto const& usage = whole.at("usage");
    BOOST_TEST(usage.at("completion_tokens_details").at("reasoning_tokens") == thought);
    BOOST_TEST(usage.at("completion_tokens").to_number<std::size_t>() > thought);
    BOOST_TEST(
        !writer_for(ask("Hi")).whole().at("choices").at(0).at("message").as_object().contains("reasoning_content"));
}

BOOST_AUTO_TEST_CASE(directives_are_read_and_removed) {
    auto const read = [](std::string text) {
        auto const found = chat_directives::take_from(text);
        return text + "|" + found.refusal.value_or("") + "|" +
               (found.error_after ? std::to_string(*found.error_after) : "");
    };
    BOOST_TEST(read("Hi") == "Hi||");
    BOOST_TEST(read("[refuse]Hi") == "Hi|" + std::string(usual_refusal) + "|");
    BOOST_TEST(read("Hi [refuse: Not today.] [error after 3]") == "Hi|Not today.|3");
    for (std::string const other : {"[refused]", "[refuse", "[error after]", "[error after x]", "[error after 3 ]",
                                    "[error after -1]", "[error after 99999999999999999999]", "[]", "[[", "[x] ]"})
        BOOST_TEST(read(other) == other + "||");
    BOOST_TEST(read("[[refuse]") == "[|" + std::string(usual_refusal) + "|");
}

BOOST_AUTO_TEST_CASE(refusals_are_written_instead_of_content) {
    auto const members = tools(weather, R"("logprobs":true,"tool_choice":"required")");
    auto const whole = writer_for(ask("Weather [refuse: Not today.]", members)).whole().at("choices").at(0);
    BOOST_TEST(whole.at("message").at("refusal") == "Not today.");
    BOOST_TEST(whole.at("message").at("content").is_null());
    BOOST_TEST(whole.at("finish_reason") == "stop");
    BOOST_TEST(whole.at("logprobs").at("refusal").as_array().size() == 3u);
    std::string text;
    for (auto const& data : events_of(ask("Weather [refuse: Not today.]", members + R"(,"stream":true)"))) {
        if (data == "[DONE]") continue;
        auto const delta = json::parse(data).at("choices").at(0).at("delta").as_object();
        BOOST_TEST((!delta.contains("content") || delta.at("content").is_null()));
        text += text_member(delta, "refusal");
    }
    BOOST_TEST(text == "Not today.");
    auto const history = user("A") + R"(,{"role":"assistant","content":null,"refusal":"No."},)" + user("B");
    BOOST_TEST(refused(history) == "");
    BOOST_TEST(!make_chat_answer(request(history), 0, 0).refuses);
}

BOOST_AUTO_TEST_CASE(error_comes_after_the_chunks_asked_for) {
    auto const with = [](std::string const& text) { return events_of(ask(text, R"("stream":true)")); };
    for (std::size_t const count : {0u, 1u, 4u}) {
        auto const events = with("Hello [error after " + std::to_string(count) + "]");
        BOOST_TEST_REQUIRE(events.size() == count + 2);
        BOOST_TEST(json::parse(events[count]).at("error").at("code") == 500);
        BOOST_TEST(events.back() == "[DONE]");
    }
    auto const complete = with("Hello");
    auto const late = with("Hello [error after 1000]");
    BOOST_TEST(late.size() == complete.size() + 1);
    BOOST_TEST(json::parse(late[late.size() - 2]).as_object().contains("error"));
}

// Other parameters.

BOOST_AUTO_TEST_CASE(same_seed_gives_the_same_answer) {
    auto const with = [](std::string const& members) { return answer_to(ask("Tell me about whales", members)); };
    BOOST_TEST(with(R"("seed":7)") == with(R"("seed":7)"));
    BOOST_TEST(with("") == with(""));
    std::map<std::string, int> answers;
    for (int seed = 0; seed < 10; ++seed)
        ++answers[with(R"("seed":)" + std::to_string(seed))];
    BOOST_TEST(answers.size() > 3u);
    BOOST_TEST(refused(user("Hi"), R"("seed":"x")") == "422 /seed");
}

BOOST_AUTO_TEST_CASE(stop_sequences_end_the_answer) {
    auto const plain = answer_to(ask("Tell me about whales"));
    auto const with = [](std::string const& members) {
        return make_chat_answer(ask("Tell me about whales", members), 0, 0);
    };
    auto const until = with(R"("stop":".")");
    BOOST_TEST(text_of_answer(until) == plain.substr(0, plain.find('.')));
    BOOST_TEST(until.finish_reason == "stop");
    BOOST_TEST(text_of_answer(with(R"("stop":["?","."])")) == plain.substr(0, plain.find_first_of(".?")));
    BOOST_TEST(text_of_answer(with(R"("stop":["zzz"])")) == plain);
    BOOST_TEST(refused(user("Hi"), R"("stop":["1","2","3","4","5"])") == "422 /stop");
    BOOST_TEST(refused(user("Hi"), R"("stop":[1])") == "422 /stop/0");
    BOOST_TEST(refused(user("Hi"), R"("stop":"")") == "422 /stop");
    BOOST_TEST(refused(user("Hi"), R"("stop":5)") == "422 /stop");
}

BOOST_AUTO_TEST_CASE(answers_say_what_they_were_made_with) {
    auto const whole = writer_for(ask("Hi", R"("service_tier":"flex")")).whole();
    BOOST_TEST(whole.at("service_tier") == "flex");
    BOOST_TEST(text_of(whole.at("system_fingerprint")).starts_with("fp_"));
    BOOST_TEST(whole.at("choices").at(0).at("message").at("refusal").is_null());
    BOOST_TEST(writer_for(ask("Hi", R"("service_tier":"auto")")).whole().at("service_tier") == "default");
    for (auto const& data : events_of(ask("Hi", R"("service_tier":"flex","stream":true)"))) {
        if (data == "[DONE]") continue;
        BOOST_TEST(json::parse(data).at("service_tier") == "flex");
        BOOST_TEST(json::parse(data).at("system_fingerprint") == whole.at("system_fingerprint"));
    }
    auto const other = writer_for(ask("Hi", R"("model":"openai/gpt-4o")")).whole();
    BOOST_TEST(other.at("system_fingerprint") != whole.at("system_fingerprint"));
}

BOOST_AUTO_TEST_CASE(history_counts_as_cached) {
    auto const cached = [](std::string const& messages) {
        return writer_for(request(messages))
            .whole()
            .at("usage")
            .at("prompt_tokens_details")
            .at("cached_tokens")
            .to_number<int>();
    };
    auto const history = user(std::string(200, 'a')) + R"(,{"role":"assistant","content":"Well."},)";
    BOOST_TEST(cached(user(std::string(200, 'a'))) == 0);
    BOOST_TEST(cached(history + user("More")) == 32);
    BOOST_TEST(cached(history + user(std::string(500, 'b'))) == 32);
}

BOOST_AUTO_TEST_CASE(modern_parameters_are_checked) {
    for (auto const* const accepted :
         {R"("region":"EU")", R"("region":"EU","mode":"strict")", R"("metadata":{"a":"b"})", R"("user":"me")",
          R"("store":true)", R"("max_completion_tokens":5)", R"("parallel_tool_calls":false)", R"("seed":null)",
          R"("stop":null)", R"("reasoning_effort":null)", R"("stream_options":{"include_usage":true})"})
        BOOST_TEST(refused(user("Hi"), accepted) == "", accepted);
    BOOST_TEST(refused(user("Hi"), R"("region":"Mars")") == "422 /region");
    BOOST_TEST(refused(user("Hi"), R"("mode":"strict")") == "422 /region");
    BOOST_TEST(refused(user("Hi"), R"("region":"EU","mode":"lax")") == "422 /mode");
    BOOST_TEST(refused(user("Hi"), R"("metadata":[])") == "422 /metadata");
    BOOST_TEST(refused(user("Hi"), R"("service_tier":5)") == "422 /service_tier");
    BOOST_TEST(make_chat_answer(ask("Hi", R"("max_completion_tokens":2)"), 0, 0).tokens.size() == 2u);
    BOOST_TEST(refused(R"({"role":"developer","content":"Be brief."},)" + user("Hi")) == "");
}

BOOST_AUTO_TEST_SUITE_END()
