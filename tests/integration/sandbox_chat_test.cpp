// Chats with the sandbox's simulated model, through the client.

#include "support/client_fixture.hpp"
#include "support/thrown_by.hpp"
#include "telnyx/ai/embeddings.hpp"
#include "telnyx/errors.hpp"
#include "telnyx/testing/manual_clock.hpp"

#include <boost/json/parse.hpp>
#include <boost/test/unit_test.hpp>

#include <memory>
#include <string>
#include <vector>

namespace {

using namespace std::chrono_literals;
using namespace telnyx::ai;
using namespace telnyx::testing;
using namespace telnyx::tests;
using boost::asio::awaitable;
using telnyx::client_options;
using telnyx::request_options;

struct fixture : client_fixture {
    using client_fixture::client_fixture;

    telnyx::response<chat_completion> ask(chat_completion_params params,
                                          request_options const& options = request_options()) {
        return run(io, client.ai.chat.create_completion(params, options));
    }

    chat_completion collect(chat_completion_params params, request_options const& options = request_options()) {
        return run(io, [&]() -> awaitable<chat_completion> {
            auto stream = co_await client.ai.chat.stream_completion(params, options);
            co_return co_await stream.collect();
        });
    }
};

/// A sandbox whose time the test advances. The client's pauses advance it, too.
struct timed_fixture : fixture {
    explicit timed_fixture(sandbox_options options,
                           std::shared_ptr<manual_clock> clock = std::make_shared<manual_clock>())
        : fixture(options.custom_clock(clock), client_options().custom_clock(clock)), time(std::move(clock)) {}

    std::shared_ptr<manual_clock> time;
};

struct limited_fixture : timed_fixture {
    limited_fixture() : timed_fixture(sandbox_options().requests_per_minute(2).tokens_per_minute(10'000)) {}
};

struct slow_task_fixture : timed_fixture {
    slow_task_fixture() : timed_fixture(sandbox_options().task_duration(1h)) {}
};

struct refusing_fixture : fixture {
    refusing_fixture() : fixture(sandbox_options().refused_words("nuclear codes")) {}
};

chat_tool tool(std::string name, std::string description) {
    chat_function_tool::definition const definition{
        .name = std::move(name),
        .description = std::move(description),
        .parameters =
            boost::json::parse(R"({"type":"object","properties":{"city":{"type":"string"}},"required":["city"]})")
                .as_object()};
    return chat_function_tool{.function = definition};
}

std::string header(telnyx::headers const& fields, std::string const& name) {
    return std::string(fields.get(name).value_or("none"));
}

} // namespace

BOOST_AUTO_TEST_SUITE(sandbox_chats)

BOOST_FIXTURE_TEST_CASE(question_with_tools_is_answered_in_two_rounds, fixture) {
    auto params = question("What are the weather and the population of Paris and Rome?");
    params.tools = {tool("weather", "Weather in a city"), tool("population", "Number of people in a city")};
    auto const wish = ask(params);
    auto const& calls = wish.choices.at(0).message.tool_calls.value();
    BOOST_TEST_REQUIRE(calls.size() == 4u);
    BOOST_TEST(calls[1].function.arguments.value() == R"({"city":"Rome"})");

    params.messages->push_back(assistant_message(calls));
    for (auto const& call : calls)
        params.messages->push_back(tool_message(call.id, call.function.name == "weather" ? "sun" : "2000000"));
    auto const answer = collect(params).choices.at(0);
    BOOST_TEST((answer.finish_reason.value() == chat_finish_reason::stop));
    auto const text = answer.message.content.value();
    BOOST_TEST(
        text.starts_with("For Paris, weather says: sun. For Rome, weather says: sun. For Paris, population says: "
                         "2000000. For Rome, population says: 2000000."),
        text);

    params.messages->pop_back();
    BOOST_CHECK_THROW(ask(params), telnyx::unprocessable_entity_error);
}

BOOST_FIXTURE_TEST_CASE(json_of_a_schema_is_streamed, fixture) {
    request_options options;
    options.body_field(
        "response_format",
        boost::json::parse(
            R"({"type":"json_schema","json_schema":{"name":"person","strict":true,"schema":{"type":"object",
            "properties":{"name":{"type":"string"},"age":{"type":"integer"}},"required":["name","age"],
            "additionalProperties":false}}})"));
    auto const text = collect(question("My friend Ann is 41"), options).choices.at(0).message.content.value();
    BOOST_TEST(text == R"({"name":"Ann","age":41})");
    options.body_field(
        "response_format",
        boost::json::parse(R"({"type":"json_schema","json_schema":{"name":"person","strict":true,"schema":{
            "type":"object","properties":{"name":{"type":"string"}}}}})"));
    auto const refused = thrown_by<telnyx::unprocessable_entity_error>([&] { ask(question(), options); });
    BOOST_TEST(refused.errors().at(0).pointer == "/response_format/json_schema/schema/additionalProperties");
}

BOOST_FIXTURE_TEST_CASE(reasoning_and_refusals_reach_the_client, fixture) {
    request_options options;
    options.body_field("reasoning_effort", "low");
    auto const whole = ask(question(), options).choices.at(0).message;
    BOOST_TEST(!whole.reasoning_content.value().empty());
    BOOST_TEST(collect(question(), options).choices.at(0).message.reasoning_content.value() ==
               whole.reasoning_content.value());
    auto const refused = collect(question("Hello [refuse: Not today.]")).choices.at(0);
    BOOST_TEST(refused.message.refusal.value() == "Not today.");
    BOOST_TEST(!refused.message.content.has_value());
    BOOST_TEST((refused.finish_reason.value() == chat_finish_reason::stop));
}

BOOST_FIXTURE_TEST_CASE(sandbox_can_refused_words_certain_words, refusing_fixture) {
    BOOST_TEST(!ask(question("Give me the Nuclear codes")).choices.at(0).message.refusal.value().empty());
    BOOST_TEST(!ask(question("Give me the nuclear codex")).choices.at(0).message.refusal.has_value());
}

BOOST_FIXTURE_TEST_CASE(error_can_come_in_the_middle_of_an_answer, fixture) {
    int chunks = 0;
    auto const failure = thrown_by<telnyx::api_stream_error>([&] {
        run(io, [&]() -> awaitable<void> {
            auto const params = question("Hello [error after 3]");
            auto stream = co_await client.ai.chat.stream_completion(params);
            while (co_await stream.next())
                ++chunks;
        });
    });
    BOOST_TEST(chunks == 3);
    BOOST_TEST((failure.code() == telnyx::errc::stream_failed));
    auto const once = request_options().max_retries(0);
    BOOST_CHECK_THROW(ask(question("Hello [error after 3]"), once), telnyx::internal_server_error);
}

BOOST_FIXTURE_TEST_CASE(limits_are_announced_and_enforced, limited_fixture) {
    auto const once = request_options().max_retries(0);
    auto const first = ask(question(), once);
    BOOST_TEST(header(first.http().headers(), "x-ratelimit-limit-requests") == "2");
    BOOST_TEST(header(first.http().headers(), "x-ratelimit-remaining-requests") == "1");
    BOOST_TEST(header(first.http().headers(), "x-ratelimit-reset-requests") == "30s");
    BOOST_TEST(header(first.http().headers(), "x-ratelimit-limit-tokens") == "10000");
    auto const left = 10'000 - first.usage.value().total_tokens.value();
    BOOST_TEST(header(first.http().headers(), "x-ratelimit-remaining-tokens") == std::to_string(left));
    collect(question(), once);
    auto const failure = thrown_by<telnyx::rate_limit_error>([&] { ask(question(), once); });
    BOOST_TEST(header(failure.http().headers(), "retry-after") == "30");
    BOOST_TEST(header(failure.http().headers(), "x-ratelimit-remaining-requests") == "0");
    auto other = question();
    other.model = "openai/gpt-4o";
    ask(other, once);
    time->advance(30s);
    ask(question(), once);
}

BOOST_FIXTURE_TEST_CASE(client_waits_until_the_limit_permits, limited_fixture) {
    for (int i = 0; i < 4; ++i)
        BOOST_TEST(ask(question()).http().attempts() == (i < 2 ? 1 : 2));
    BOOST_TEST((time->pauses() == std::vector<manual_clock::duration>{30s, 30s}));
}

BOOST_FIXTURE_TEST_CASE(tasks_take_the_time_of_the_clock, slow_task_fixture) {
    embedding_create_params const params{.bucket_name = "bucket"};
    auto const embed = run(io, client.ai.embeddings.create(params));
    auto const id = embed.data.task_id.value();
    auto const status = [&] { return run(io, client.ai.embeddings.retrieve(id)).data.status.value(); };
    BOOST_TEST((status() != background_task_status::success));
    time->advance(59min);
    BOOST_TEST((status() != background_task_status::success));
    time->advance(1min);
    BOOST_TEST((status() == background_task_status::success));
}

BOOST_AUTO_TEST_SUITE_END()
