#include "support/client_fixture.hpp"
#include "support/thrown_by.hpp"
#include "telnyx/errors.hpp"
#include "telnyx/json/encode.hpp"

#include <boost/asio/error.hpp>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
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
using telnyx::errc;
using telnyx::request_options;

constexpr char chat_path[] = "/v2/ai/chat/completions";

std::string chunk(std::string const& text) {
    return R"({"choices":[{"index":0,"delta":{"content":")" + text + R"("}}]})";
}

/// A place in the second of two events, the second of which is `long_chunk()`, with the head counted.
constexpr std::size_t in_second_event = 1000;

std::string long_chunk() {
    return chunk(std::string(5000, 'b'));
}

/// A function that a model may ask to be called.
chat_tool weather_tool() {
    chat_function_tool::definition const definition{
        .name = "get_weather",
        .parameters = boost::json::object{{"type", "object"}, {"properties", {{"city", {{"type", "string"}}}}}}};
    return chat_function_tool{.function = definition};
}

/// All of an answer but what differs from call to call.
boost::json::value comparable(chat_completion answer) {
    answer.id.reset();
    answer.created.reset();
    return boost::json::parse(telnyx::json::encode(answer));
}

struct fixture : client_fixture {
    using client_fixture::client_fixture;

    telnyx::response<chat_completion> ask(chat_completion_params params,
                                          request_options const& options = request_options()) {
        return run(io, client.ai.chat.create_completion(params, options));
    }

    /// Reads `count` chunks of a stream, or all, and drops it.
    task<std::string> read(request_options const& options = request_options(), int count = -1) {
        return task(io, [this, options, count]() mutable -> awaitable<std::string> {
            auto const params = question();
            auto stream = co_await client.ai.chat.stream_completion(params, options);
            std::string text;
            while (count-- != 0) {
                auto const piece = co_await stream.next();
                if (!piece) break;
                for (auto const& each : piece->choices)
                    text += each.delta.content.value_or("");
            }
            co_return text;
        });
    }

    /// Lets the sandbox answer the next chat in this way.
    void expect(reply answer) { server.expect("POST", chat_path).reply(std::move(answer)); }

    /// What reading a stream throws when the sandbox answers in this way, and the client is at rest afterwards.
    template <class Error>
    Error failure_of(reply answer, request_options const& options = request_options()) {
        expect(std::move(answer));
        auto failure = thrown_by<Error>([&] { read(options).get(); });
        BOOST_TEST(failure.operation() == "POST /ai/chat/completions");
        BOOST_TEST(at_rest());
        return failure;
    }
};

/// A sandbox that takes only one key, which the client does not have.
struct locked_fixture : fixture {
    locked_fixture() : fixture(sandbox_options().accept_only_key("another_key")) {
        client = telnyx::client(io.get_executor(), options_for(server).api_key("KEY_wrong"));
    }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(chat, fixture)

BOOST_AUTO_TEST_CASE(lists_the_models) {
    auto const models = get();
    BOOST_TEST(!models.data.empty());
    for (auto const& each : models.data)
        BOOST_TEST(each.id.find('/') != std::string::npos);
    BOOST_TEST(models.http().status() == 200);
    BOOST_TEST(!models.http().request_id().empty());
}

BOOST_AUTO_TEST_CASE(answers_a_question) {
    auto const answer = ask(question("What is a comet?"));
    BOOST_TEST_REQUIRE(answer.choices.size() == 1u);
    BOOST_TEST(!answer.choices[0].message.content.value().empty());
    BOOST_TEST((answer.choices[0].message.role.value() == chat_role::assistant));
    BOOST_TEST((answer.choices[0].finish_reason.value() == chat_finish_reason::stop));
    auto const usage = answer.usage.value();
    BOOST_TEST(usage.total_tokens.value() == usage.prompt_tokens.value() + usage.completion_tokens.value());
    BOOST_TEST(!answer.http().request_id().empty());
    BOOST_TEST(answer.http().attempts() == 1);
}

BOOST_AUTO_TEST_CASE(streamed_answer_is_the_whole_one) {
    auto params = question("What is a comet?");
    params.n = 3;
    params.logprobs = true;
    params.top_logprobs = 2;
    auto const whole = ask(params);
    BOOST_TEST(whole.choices.size() == 3u);
    request_options options;
    options.body_field("stream_options", {{"include_usage", true}});
    int chunks = 0;
    run(io, [&]() -> awaitable<void> {
        auto stream = co_await client.ai.chat.stream_completion(params, options);
        BOOST_TEST(stream.http().status() == 200);
        BOOST_TEST(!stream.http().request_id().empty());
        chat_accumulator accumulated;
        while (auto const piece = co_await stream.next()) {
            accumulated.add(*piece);
            ++chunks;
        }
        BOOST_TEST(comparable(accumulated.completion()) == comparable(whole));
    });
    BOOST_TEST(chunks > 10);
}

BOOST_AUTO_TEST_CASE(openai_path_is_answered_alike) {
    auto const params = question();
    auto const whole = run(io, client.ai.openai.chat.create_completion(params));
    BOOST_TEST(comparable(whole) == comparable(ask(params)));
    auto stream = run(io, client.ai.openai.chat.stream_completion(params));
    BOOST_TEST(comparable(run(io, stream.collect())) == comparable(whole));
}

BOOST_AUTO_TEST_CASE(models_are_listed_on_both_paths) {
    auto const documented = run(io, client.ai.openai.list_models());
    auto const old = run(io, client.ai.retrieve_models());
    BOOST_TEST_REQUIRE(!documented.data.empty());
    BOOST_TEST(documented.data.size() == old.data.size());
    BOOST_TEST(documented.data[0].id == old.data[0].id);
    BOOST_TEST(std::get<std::string>(documented.data[0].created) == "2024-10-27T03:33:20.000000Z");
    BOOST_TEST(std::get<std::int64_t>(old.data[0].created) == 1'730'000'000);
}

BOOST_AUTO_TEST_CASE(streamed_tool_calls_are_the_whole_ones) {
    auto params = question("What is the weather in Paris?");
    params.tools = {weather_tool()};
    params.tool_choice = chat_completion_params::tool_use::required;
    auto const whole = ask(params);
    auto const& calls = whole.choices.at(0).message.tool_calls.value();
    BOOST_TEST_REQUIRE(calls.size() == 1u);
    BOOST_TEST(calls[0].function.name == "get_weather");
    BOOST_TEST(boost::json::parse(calls[0].function.arguments.value()).is_object());
    BOOST_TEST((whole.choices[0].finish_reason.value() == chat_finish_reason::tool_calls));
    run(io, [&]() -> awaitable<void> {
        auto stream = co_await client.ai.chat.stream_completion(params);
        auto const collected = co_await stream.collect();
        BOOST_TEST(comparable(collected) == comparable(whole));
    });

    params.messages->push_back(assistant_message(calls));
    params.messages->push_back(tool_message(calls[0].id, R"({"degrees": 21})"));
    params.tool_choice = chat_completion_params::tool_use::none;
    BOOST_TEST(!ask(params).choices.at(0).message.content.value().empty());
}

BOOST_AUTO_TEST_CASE(texts_of_all_languages_come_through) {
    std::string const text = "\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80 \"\\\n\t";
    boost::json::object const message{{"role", "user"}, {"content", text}};
    boost::json::object const delta{{"content", text}};
    boost::json::object const choice{{"delta", delta}, {"finish_reason", "stop"}};
    boost::json::object const piece{{"choices", boost::json::array{choice}}};
    server.expect("POST", chat_path)
        .with_json({{"messages", boost::json::array{message}}, {"stream", true}})
        .reply(reply::events({boost::json::serialize(piece), "[DONE]"}).pieces(1));
    auto const echoed = run(io, [&]() -> awaitable<std::string> {
        auto const params = question(text);
        auto stream = co_await client.ai.chat.stream_completion(params);
        auto const answer = co_await stream.collect();
        co_return answer.choices.at(0).message.content.value();
    });
    BOOST_TEST(echoed == text);
    server.verify();
}

// Errors.

BOOST_FIXTURE_TEST_CASE(wrong_key_is_an_authentication_error, locked_fixture) {
    auto const failure = thrown_by<telnyx::authentication_error>([&] { ask(question()); });
    BOOST_TEST(failure.status() == 401);
    BOOST_TEST(failure.errors().at(0).code == "10009");
    BOOST_TEST(!failure.request_id().empty());
    BOOST_TEST(failure.attempts() == 1);
    BOOST_TEST(std::string(failure.what()).find("KEY_wrong") == std::string::npos);
    thrown_by<telnyx::authentication_error>([&] { read().get(); });
    BOOST_TEST(at_rest());
    BOOST_TEST(statistics().created == 1u);
}

BOOST_AUTO_TEST_CASE(bad_parameters_are_an_unprocessable_entity_error) {
    auto params = question();
    params.messages->clear();
    auto const failure = thrown_by<telnyx::unprocessable_entity_error>([&] { ask(params); });
    BOOST_TEST(failure.status() == 422);
    BOOST_TEST(failure.errors().at(0).pointer == "/messages");
    BOOST_TEST(!failure.errors().at(0).title.empty());
    BOOST_TEST(failure.operation() == "POST /ai/chat/completions");
    BOOST_TEST(at_rest());
}

BOOST_AUTO_TEST_CASE(failed_attempts_are_repeated) {
    expect(reply::json(503, "{}").header("retry-after-ms", "1"));
    expect(reply::json(429, "{}").header("retry-after-ms", "1").then_close(connection_end::reset));
    BOOST_TEST(!read().get().empty());
    auto const seen = server.requests();
    BOOST_TEST_REQUIRE(seen.size() == 3u);
    for (std::size_t i = 0; i < seen.size(); ++i)
        BOOST_TEST(seen[i].headers.get("x-stainless-retry-count").value() == std::to_string(i));
    server.verify();
}

BOOST_AUTO_TEST_CASE(server_can_report_an_error_within_the_stream) {
    auto const payload = failure_of<telnyx::api_stream_error>(
        reply::events({chunk("a"), R"({"error": {"message": "overloaded", "code": 503}})", "[DONE]"}));
    BOOST_TEST((payload.code() == errc::stream_failed));
    BOOST_TEST(payload.errors().at(0).detail == "overloaded");
    BOOST_TEST(!payload.request_id().empty());

    auto const event = failure_of<telnyx::api_stream_error>(
        reply(200, "data: " + chunk("a") + "\n\nevent: error\ndata: out of memory\n\n", "text/event-stream")
            .chunked(9));
    BOOST_TEST(event.payload() == "out of memory");
    BOOST_TEST(server.requests().size() == 2u);
}

BOOST_AUTO_TEST_CASE(stream_that_breaks_is_an_error) {
    std::string const body = "data: " + chunk("a") + "\n\ndata: " + long_chunk() + "\n\n";
    auto const cut = [&](connection_end how) {
        return reply(200, body, "text/event-stream").chunked().cut_after_bytes(in_second_event, how);
    };
    failure_of<telnyx::api_connection_error>(cut(connection_end::fin));
    failure_of<telnyx::api_connection_error>(cut(connection_end::close_notify));
    auto const reset = failure_of<telnyx::api_connection_error>(cut(connection_end::reset));
    BOOST_TEST((reset.code() == boost::asio::error::connection_reset));
    auto const silent =
        failure_of<telnyx::api_timeout_error>(cut(connection_end::silence), request_options().silence_timeout(20ms));
    BOOST_TEST((silent.code() == errc::silence_timeout));
    auto const late =
        failure_of<telnyx::api_timeout_error>(cut(connection_end::silence), request_options().deadline(100ms));
    BOOST_TEST((late.code() == errc::deadline_exceeded));
    BOOST_TEST(server.requests().size() == 5u);
}

BOOST_AUTO_TEST_CASE(stream_that_just_stops_is_an_error) {
    auto const ended = failure_of<telnyx::api_stream_error>(reply::events({chunk("a")}));
    BOOST_TEST((ended.code() == errc::stream_incomplete));
    auto const closed = failure_of<telnyx::api_stream_error>(
        reply(200, "data: " + chunk("a") + "\n\n", "text/event-stream").until_close());
    BOOST_TEST((closed.code() == errc::stream_incomplete));
}

BOOST_AUTO_TEST_CASE(answer_that_is_no_stream_is_an_error) {
    auto const html = failure_of<telnyx::api_response_error>(reply(200, "<html>Log in</html>", "text/html"));
    BOOST_TEST((html.code() == errc::malformed_response));
    BOOST_TEST(html.http().body() == "<html>Log in</html>");
    BOOST_TEST(statistics().idle == 1u);
}

// Connections.

BOOST_AUTO_TEST_CASE(connection_is_kept_after_the_end_mark) {
    for (int i = 0; i < 5; ++i) {
        BOOST_TEST(!read().get().empty());
        BOOST_TEST(at_rest());
        BOOST_TEST(statistics().idle == 1u);
    }
    BOOST_TEST(statistics().created == 1u);
    BOOST_TEST(statistics().reused == 4u);
    BOOST_TEST(server.statistics().connections_accepted == 1u);
}

BOOST_AUTO_TEST_CASE(stream_without_end_mark_keeps_the_connection_when_it_is_whole) {
    expect(reply::events({R"({"choices":[{"delta":{"content":"a"},"finish_reason":"stop"}]})"}));
    BOOST_TEST(read().get() == "a");
    BOOST_TEST(statistics().idle == 1u);
}

BOOST_AUTO_TEST_CASE(server_that_does_not_end_its_body_costs_the_connection_or_its_stream) {
    gate more;
    auto const events = "data: " + chunk("a") + "\n\ndata: [DONE]\n\n: ";
    expect(reply(200, events + std::string(5000, 'x') + "\n\n", "text/event-stream")
               .chunked()
               .hold(more, in_second_event));
    BOOST_TEST(read().get() == "a");
    BOOST_TEST(statistics().in_use == 1u); // the end of the body is waited for behind the caller's back
    run_until(io, [&] { return statistics().in_use == 0; });
    BOOST_TEST(statistics().open == kept_over_http2());
    BOOST_TEST(server_sees_calls_given_up(1));
    more.release();
}

BOOST_AUTO_TEST_CASE(stream_that_is_dropped_ends_at_once) {
    gate more;
    expect(reply::events({chunk("a"), long_chunk(), "[DONE]"}).hold(more, in_second_event));
    BOOST_TEST(read({}, 1).get() == "a");
    BOOST_TEST(statistics().open == kept_over_http2());
    BOOST_TEST(statistics().in_use == 0u);
    BOOST_TEST(server_sees_calls_given_up(1));
    more.release();
    BOOST_TEST(!read().get().empty());
    BOOST_TEST(statistics().created == 2u - kept_over_http2());
}

BOOST_AUTO_TEST_CASE(stream_that_is_cancelled_ends_at_once) {
    gate more;
    expect(reply::events({chunk("a"), long_chunk(), "[DONE]"}).hold(more, in_second_event));
    auto reading = read();
    run_until(io, [&] { return more.wait_until_reached(1, 0ms) || reading.over(); });
    run_ready(io);
    reading.cancel();
    auto const failure = thrown_by<telnyx::api_user_abort_error>([&] { reading.get(); });
    BOOST_TEST(failure.operation() == "POST /ai/chat/completions");
    BOOST_TEST(statistics().open == kept_over_http2());
    BOOST_TEST(statistics().in_use == 0u);
    BOOST_TEST(server_sees_calls_given_up(1));
    more.release();
}

BOOST_AUTO_TEST_CASE(destruction_with_streams_in_flight_is_safe) {
    gate more;
    server.on("POST", chat_path).reply(reply::events({chunk("a"), long_chunk(), "[DONE]"}).hold(more, in_second_event));
    {
        boost::asio::io_context other_io;
        auto other = std::make_unique<telnyx::client>(other_io.get_executor(), options_for(server));
        std::vector<task<void>> streams;
        for (int i = 0; i < 5; ++i)
            streams.push_back(task(other_io, [handle = *other]() -> awaitable<void> {
                auto const params = question();
                auto stream = co_await handle.ai.chat.stream_completion(params);
                while (co_await stream.next()) {
                }
            }));
        other.reset();
        run_until(other_io, [&] { return more.wait_until_reached(5, 0ms); });
    }
    more.release();
    BOOST_TEST(server.wait_for_closed_connections(runs_over_http2() ? 1 : 5));
}

BOOST_AUTO_TEST_CASE(closing_waits_for_streams_and_aborting_does_not) {
    gate more;
    expect(reply::events({chunk("a"), long_chunk(), "[DONE]"}).hold(more, in_second_event));
    auto reading = read();
    run_until(io, [&] { return more.wait_until_reached(1, 0ms); });
    task closing(io, client.close());
    run_ready(io);
    BOOST_TEST(!closing.over());
    more.release();
    BOOST_TEST(reading.get().size() == 5001u);
    closing.get();

    gate never;
    client = telnyx::client(io.get_executor(), options_for(server));
    expect(reply::events({chunk("a"), long_chunk(), "[DONE]"}).hold(never, in_second_event));
    auto broken = read();
    run_until(io, [&] { return never.wait_until_reached(1, 0ms); });
    client.abort();
    auto const failure = thrown_by<telnyx::api_connection_error>([&] { broken.get(); });
    BOOST_TEST((failure.code() == errc::client_closed));
    never.release();
}

// Many at once.

BOOST_AUTO_TEST_CASE(two_hundred_streams_at_once) {
    client = telnyx::client(io.get_executor(), options_for(server).max_connections(200));
    gate all_open;
    server.expect("POST", chat_path).times(200).reply([&](recorded_request const& request) {
        auto const prompt = boost::json::parse(request.body).at("messages").at(0).at("content").as_string();
        return reply::events({chunk(std::string(prompt)), long_chunk(), "[DONE]"}).hold(all_open, in_second_event);
    });
    std::vector<task<std::string>> streams;
    for (int i = 0; i < 200; ++i)
        streams.push_back(task(io, [this, i]() -> awaitable<std::string> {
            auto const params = question(std::to_string(i));
            auto stream = co_await client.ai.chat.stream_completion(params);
            auto const answer = co_await stream.collect();
            co_return answer.choices.at(0).message.content.value();
        }));
    run_until(io, [&] { return all_open.wait_until_reached(200, 0ms); });
    std::size_t const connections = runs_over_http2() ? 2 : 200; // with a hundred streams each
    BOOST_TEST(statistics().in_use == connections);
    BOOST_TEST(statistics().created == connections);
    all_open.release();
    for (int i = 0; i < 200; ++i)
        BOOST_TEST(streams[static_cast<std::size_t>(i)].get() == std::to_string(i) + std::string(5000, 'b'));
    BOOST_TEST(at_rest());
    BOOST_TEST(statistics().idle == connections);
    server.verify();
}

BOOST_AUTO_TEST_CASE(more_streams_than_connections_take_turns) {
    client = telnyx::client(io.get_executor(), options_for(server).max_connections(7).max_streams_per_connection(1));
    auto const expected = read().get();
    std::vector<task<std::string>> streams;
    for (int i = 0; i < 200; ++i)
        streams.push_back(read());
    for (auto& each : streams)
        BOOST_TEST(each.get() == expected);
    BOOST_TEST(at_rest());
    BOOST_TEST(statistics().created == 7u);
    BOOST_TEST(statistics().reused == 194u);
    BOOST_TEST(server.statistics().connections_accepted == 7u);
}

BOOST_AUTO_TEST_SUITE_END()
