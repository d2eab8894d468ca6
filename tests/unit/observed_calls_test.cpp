// What observers are told about whole calls: streams and their ends, tokens, waits, tools, and the caller's context.

#include "support/allocation_counter.hpp"
#include "support/chat_stream_fixture.hpp"
#include "support/tools_fixture.hpp"
#include "telnyx/ai/models.hpp"
#include "telnyx/ai/openai_embeddings.hpp"
#include "telnyx/ai/tool_stream.hpp"
#include "telnyx/errors.hpp"
#include "telnyx/limits/call_limits.hpp"
#include "telnyx/streams/event_stream.hpp"
#include "telnyx/text_to_speech/text_to_speech.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <any>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace asio = boost::asio;
using namespace std::chrono_literals;
using namespace telnyx::tests;
using telnyx::request_options;
using telnyx::testing::scripted_reply;
using ending = telnyx::observer::ending;

namespace {

/// The end of a call, with copies of its texts.
struct ended_call {
    ending how{};
    int attempts{};
    int status{};
    std::string error{};
    boost::system::error_code code{};
    std::uint64_t chunks{};
    bool has_first_chunk{};
    std::string id{};
    std::string model{};
    std::string finish_reason{};
    telnyx::token_usage usage{};
};

/// Writes down the events of calls in order, as words, with the number that is the context.
class diary final : public telnyx::observer {
  public:
    void on(call_started const& event) noexcept override {
        add("started", event.context);
        model = event.model;
        authority = event.authority;
        streamed = event.streamed;
    }
    void on(request_prepared const& event) noexcept override {
        add("prepared", event.context);
        for (auto const& [name, value] : to_add)
            added.push_back(event.fields.set(name, value));
    }
    void on(attempt_started const& event) noexcept override {
        add("attempt", event.context);
        sent = event.fields.text();
    }
    void on(headers_received const& event) noexcept override { add("headers", event.context); }
    void on(redirect_followed const& event) noexcept override { add("redirect", event.context); }
    void on(retry_scheduled const& event) noexcept override {
        add("retry " + std::to_string(event.status), event.context);
        retry_code = event.code;
    }
    void on(call_finished const& event) noexcept override { add("finished", event.context); }
    void on(chunk_received const& event) noexcept override {
        add("chunk " + std::to_string(event.number), event.context);
    }
    void on(call_ended const& event) noexcept override {
        add("ended", event.context);
        ends.push_back({event.how, event.attempts, event.status, std::string(event.error), event.code, event.chunks,
                        event.first_chunk.has_value(), std::string(event.response_id), std::string(event.model),
                        std::string(event.finish_reason), event.usage});
    }
    void on(wait_ended const& event) noexcept override {
        add(std::string("waited for ") + (event.what == wait_ended::queue::limits ? "limits" : "a connection") +
                (event.granted ? "" : " in vain"),
            event.context);
        waited = event.elapsed;
    }
    void on(tool_started const& event) noexcept override {
        add("tool " + std::string(event.tool) + " " + std::string(event.id), event.context);
    }
    void on(tool_ended const& event) noexcept override {
        add("tool ended: " + std::string(event.how) + (event.offered ? " " : " (made up) ") + std::string(event.error),
            event.context);
    }

    /// Without the chunks.
    std::string in_one_line() const {
        std::string all;
        for (auto const& each : lines)
            all.append(all.empty() ? "" : ", ").append(each);
        return all;
    }

    std::vector<std::string> lines{};
    std::vector<ended_call> ends{};
    std::vector<std::pair<std::string, std::string>> to_add{};
    std::vector<bool> added{};
    std::string sent{};
    std::string model{};
    std::string authority{};
    bool streamed = false;
    boost::system::error_code retry_code{};
    duration waited{};

  private:
    void add(std::string line, std::any const* context) {
        auto const* const number = std::any_cast<int>(context);
        std::lock_guard const lock(mutex_);
        lines.push_back(number == nullptr ? std::move(line) : line + "@" + std::to_string(*number));
    }

    std::mutex mutex_;
};

std::string const usage_chunk =
    R"({"id":"c1","model":"m-2","choices":[],"usage":{"prompt_tokens":10,"completion_tokens":20,"total_tokens":30,)"
    R"("prompt_tokens_details":{"cached_tokens":4},"completion_tokens_details":{"reasoning_tokens":5}}})";

struct observed_fixture : chat_stream_fixture {
    observed_fixture() { observe(options()); }

    void observe(telnyx::client_options settings) {
        client = telnyx::client(io.get_executor(), settings.observe(seen));
    }

    telnyx::ai::chat_stream open_text(std::string const& body, request_options const& wanted = request_options()) {
        return open(stream_of(body), wanted);
    }

    ended_call const& only_end() const {
        BOOST_REQUIRE(seen->ends.size() == 1u);
        return seen->ends.front();
    }

    std::shared_ptr<diary> const seen = std::make_shared<diary>();
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(observed_calls, observed_fixture)

BOOST_AUTO_TEST_CASE(stream_is_told_from_its_start_to_its_end) {
    auto stream = open_text(event(text_chunk("a")) + event(text_chunk("b")) + event(finish_chunk()) +
                            event(usage_chunk) + event("[DONE]"));
    BOOST_TEST(seen->ends.empty());
    read(stream);
    BOOST_TEST(seen->in_one_line() == "started, prepared, attempt, headers, finished, chunk 1, chunk 2, chunk 3, "
                                      "chunk 4, ended");
    BOOST_TEST(seen->streamed);
    BOOST_TEST(seen->authority == "api.test:443");
    auto const& end = only_end();
    BOOST_TEST((end.how == ending::complete));
    BOOST_TEST(end.error == "");
    BOOST_TEST(!end.code);
    BOOST_TEST(end.status == 200);
    BOOST_TEST(end.attempts == 1);
    BOOST_TEST(end.chunks == 4u);
    BOOST_TEST(end.has_first_chunk);
    BOOST_TEST(end.id == "c1");
    BOOST_TEST(end.model == "m");
    BOOST_TEST(end.finish_reason == "stop");
    BOOST_TEST(end.usage.prompt.value() == 10);
    BOOST_TEST(end.usage.completion.value() == 20);
    BOOST_TEST(end.usage.total.value() == 30);
    BOOST_TEST(end.usage.cached.value() == 4);
    BOOST_TEST(end.usage.reasoning.value() == 5);
}

BOOST_AUTO_TEST_CASE(response_in_one_chunk_tells_its_tokens_when_it_has_been_decoded) {
    auto answer = text_json("hello").as_object();
    answer["id"] = "r1";
    answer["model"] = "m-1";
    expect(scripted_reply::json(200, boost::json::value(answer)));
    hello.model = "m";
    run(io, client.ai.chat.create_completion(hello));
    BOOST_TEST(seen->in_one_line() == "started, prepared, attempt, headers, finished, ended");
    BOOST_TEST(seen->model == "m");
    BOOST_TEST(!seen->streamed);
    auto const& end = only_end();
    BOOST_TEST((end.how == ending::complete));
    BOOST_TEST(end.id == "r1");
    BOOST_TEST(end.model == "m-1");
    BOOST_TEST(end.finish_reason == "stop");
    BOOST_TEST(end.usage.total.value() == 3);
    BOOST_TEST(!end.usage.cached);
    BOOST_TEST(!end.has_first_chunk);
}

BOOST_AUTO_TEST_CASE(embeddings_tell_their_model_and_tokens) {
    network->expect("POST", "/v2/ai/openai/embeddings")
        .reply(scripted_reply::json(
            200, R"({"data":[],"model":"e-1","object":"list","usage":{"prompt_tokens":7,"total_tokens":7}})"));
    telnyx::ai::openai_embedding_create_params const params{.input = "text", .model = "e"};
    run(io, client.ai.openai.embeddings.create_embeddings(params));
    BOOST_TEST(seen->model == "e");
    BOOST_TEST(only_end().model == "e-1");
    BOOST_TEST(only_end().usage.prompt.value() == 7);
}

BOOST_AUTO_TEST_CASE(response_that_cannot_be_decoded_ends_its_call_with_an_error) {
    expect(scripted_reply::json(200, R"({"choices": 7})"));
    BOOST_CHECK_THROW(run(io, client.ai.chat.create_completion(hello)), telnyx::api_response_error);
    auto const& end = only_end();
    BOOST_TEST((end.how == ending::failed));
    BOOST_TEST(end.status == 200);
    BOOST_TEST(end.code == make_error_code(telnyx::errc::malformed_response));
    BOOST_TEST(holds(end.error, "choices"));
}

BOOST_AUTO_TEST_CASE(failed_call_ends_with_its_status_and_code) {
    network->expect("GET", "/v2/ai/models").reply(scripted_reply::json(404, "{}"));
    BOOST_CHECK_THROW(run(io, client.ai.retrieve_models()), telnyx::not_found_error);
    BOOST_TEST(seen->in_one_line() == "started, prepared, attempt, headers, finished, ended");
    BOOST_TEST((only_end().how == ending::failed));
    BOOST_TEST(only_end().status == 404);
    BOOST_TEST(only_end().attempts == 1);
    BOOST_TEST(only_end().code == make_error_code(telnyx::errc::http_status));
}

BOOST_AUTO_TEST_CASE(stream_that_breaks_ends_with_the_error_that_its_reader_gets) {
    auto stream = open(stream_of(event(text_chunk("a"))).then_reset(asio::error::connection_reset));
    BOOST_CHECK_THROW(read(stream), telnyx::api_connection_error);
    BOOST_TEST((only_end().how == ending::failed));
    BOOST_TEST(only_end().code == make_error_code(asio::error::connection_reset));
    BOOST_TEST(only_end().chunks == 1u);
    BOOST_TEST(only_end().status == 200);
}

BOOST_AUTO_TEST_CASE(stream_in_which_the_server_reports_an_error_ends_with_it) {
    auto stream = open(
        stream_of(event(text_chunk("a")) + event(R"({"error":{"message":"overloaded KEY123"}})")).may_be_given_up());
    BOOST_CHECK_THROW(read(stream), telnyx::api_stream_error);
    BOOST_TEST((only_end().how == ending::failed));
    BOOST_TEST(holds(only_end().error, "overloaded"));
    BOOST_TEST(!holds(only_end().error, "KEY123"));
    BOOST_TEST(only_end().code == make_error_code(telnyx::errc::stream_failed));
}

BOOST_AUTO_TEST_CASE(log_has_each_failure_once_also_of_streams) {
    std::string log;
    observe(options().log(telnyx::log_level::error).log_to([&](telnyx::log_level, std::string_view line) {
        log.append(line).append("\n");
    }));
    auto stream = open(stream_of(event(text_chunk("a"))).then_reset(asio::error::connection_reset));
    BOOST_TEST(log == "");
    BOOST_CHECK_THROW(read(stream), telnyx::api_connection_error);
    BOOST_TEST(holds(log, "telnyx error: call 1 POST /ai/chat/completions: "));
    BOOST_TEST(holds(log, ", chunks 1\n"));
    expect(scripted_reply::json(400, "{}"));
    BOOST_CHECK_THROW(open_with(client), telnyx::bad_request_error);
    BOOST_TEST(std::count(log.begin(), log.end(), '\n') == 2);
}

BOOST_AUTO_TEST_CASE(stream_that_is_cut_off_does_not_end_complete) {
    auto stream = open_text(event(text_chunk("a")));
    BOOST_CHECK_THROW(read(stream), telnyx::api_stream_error);
    BOOST_TEST((only_end().how == ending::failed));
    BOOST_TEST(only_end().code == make_error_code(telnyx::errc::stream_incomplete));
}

BOOST_AUTO_TEST_CASE(cancelled_stream_ends_cancelled) {
    auto stream = open(stream_of(event(text_chunk("a"))).then_stall().may_be_given_up());
    BOOST_TEST(next(stream).has_value());
    task wait(io, stream.next());
    run_ready(io);
    wait.cancel();
    BOOST_CHECK_THROW(wait.get(), telnyx::api_user_abort_error);
    BOOST_TEST((only_end().how == ending::cancelled));
}

BOOST_AUTO_TEST_CASE(cancelled_call_ends_cancelled) {
    network->expect("GET", "/v2/ai/models").reply(scripted_reply::silence().may_be_given_up());
    task call(io, client.ai.retrieve_models());
    run_ready(io);
    call.cancel();
    BOOST_CHECK_THROW(call.get(), telnyx::api_user_abort_error);
    BOOST_TEST((only_end().how == ending::cancelled));
    BOOST_TEST(only_end().status == 0);
}

BOOST_AUTO_TEST_CASE(stream_that_is_closed_or_destroyed_is_given_up) {
    {
        auto stream = open(stream_of(event(text_chunk("a"))).then_stall().may_be_given_up());
        BOOST_TEST(next(stream).has_value());
    }
    BOOST_TEST((only_end().how == ending::given_up));
    BOOST_TEST(only_end().chunks == 1u);
    auto stream = open(stream_of(event(text_chunk("a"))).then_stall().may_be_given_up());
    stream.close();
    BOOST_REQUIRE(seen->ends.size() == 2u);
    BOOST_TEST((seen->ends.back().how == ending::given_up));
    BOOST_TEST(!seen->ends.back().has_first_chunk);
}

BOOST_AUTO_TEST_CASE(call_whose_coroutine_is_destroyed_is_given_up) {
    auto const told = std::make_shared<diary>();
    {
        asio::io_context short_lived;
        telnyx::client const other(short_lived.get_executor(), options().observe(told));
        network->expect("GET", "/v2/ai/models").reply(scripted_reply::silence().may_be_given_up());
        asio::co_spawn(short_lived, other.ai.retrieve_models(), [](std::exception_ptr, auto) {});
        short_lived.poll();
    }
    BOOST_REQUIRE(told->ends.size() == 1u);
    BOOST_TEST((told->ends.front().how == ending::given_up));
}

BOOST_AUTO_TEST_CASE(response_that_is_no_stream_ends_its_call_with_an_error) {
    expect(scripted_reply::json(200, "{}"));
    BOOST_CHECK_THROW(open_with(client), telnyx::api_response_error);
    BOOST_TEST((only_end().how == ending::failed));
}

BOOST_AUTO_TEST_CASE(events_of_any_path_are_told) {
    network->expect("POST", "/v2/x").reply(stream_of("data: 1\n\ndata: 2\n\n"));
    auto stream = run(io, client.stream("POST", "/x", {{"a", 1}}));
    while (run(io, stream.next())) {
    }
    BOOST_TEST((only_end().how == ending::complete));
    BOOST_TEST(only_end().chunks == 2u);
}

BOOST_AUTO_TEST_CASE(chunks_of_audio_are_told) {
    auto const audio = [&] {
        network->expect("POST", "/v2/text-to-speech/speech")
            .reply(scripted_reply(200, "\x01\x02\x03\x04", "audio/mpeg").pieces(2).may_be_given_up());
        telnyx::text_to_speech::text_to_speech_generate_params const params{.text = "hi"};
        return run(io, client.text_to_speech.stream_generate(params));
    };
    {
        auto stream = audio();
        BOOST_TEST(run(io, stream.collect(100)).size() == 4u);
        BOOST_TEST((only_end().how == ending::complete));
        BOOST_TEST(only_end().chunks >= 1u);
        BOOST_TEST(only_end().has_first_chunk);
    }
    { auto stream = audio(); }
    BOOST_REQUIRE(seen->ends.size() == 2u);
    BOOST_TEST((seen->ends.back().how == ending::given_up));
}

BOOST_AUTO_TEST_CASE(context_of_the_caller_is_in_every_event) {
    expect(scripted_reply::json(429, "{}").header("retry-after-ms", "1"));
    expect(stream_of(event(text_chunk("a")) + event("[DONE]")));
    auto stream = open_with(client, request_options().context(7));
    read(stream);
    BOOST_TEST(seen->in_one_line() ==
               "started@7, prepared@7, attempt@7, headers@7, retry 429@7, prepared@7, attempt@7, headers@7, "
               "finished@7, chunk 1@7, ended@7");
    BOOST_TEST(seen->retry_code == make_error_code(telnyx::errc::http_status));
    BOOST_TEST(only_end().attempts == 2);
    seen->lines.clear();
    network->expect("GET", "/v2/ai/models").reply(scripted_reply::text(307, "").header("location", "/v2/other"));
    network->expect("GET", "/v2/other").reply(scripted_reply::json(200, models_json));
    run(io, client.ai.retrieve_models(request_options().context(8)));
    BOOST_TEST(seen->in_one_line() ==
               "started@8, prepared@8, attempt@8, headers@8, redirect@8, headers@8, finished@8, ended@8");
}

BOOST_AUTO_TEST_CASE(context_is_shared_by_copies_and_can_be_removed) {
    auto options = request_options().context(std::string("x"));
    auto const copy = options;
    BOOST_TEST(copy.shared_context() == options.shared_context());
    BOOST_TEST(*std::any_cast<std::string>(copy.shared_context().get()) == "x");
    options.context({});
    BOOST_TEST(!options.shared_context());
    BOOST_TEST(copy.shared_context());
    std::any const* const none = nullptr;
    BOOST_TEST(std::any_cast<int>(none) == nullptr);
}

BOOST_AUTO_TEST_CASE(observer_adds_headers_to_each_attempt) {
    seen->to_add = {{"traceparent", "00-1-2-01"}, {"tracestate", "a=b"}};
    expect(scripted_reply::json(503, "{}").header("retry-after-ms", "1"));
    expect(stream_of(event(text_chunk("a")) + event("[DONE]")));
    auto stream = open_with(client);
    read(stream);
    for (auto const& request : network->requests()) {
        BOOST_TEST(request.headers.get("traceparent").value() == "00-1-2-01");
        BOOST_TEST(request.headers.get("tracestate").value() == "a=b");
    }
    BOOST_TEST(network->requests().size() == 2u);
    BOOST_TEST(holds(seen->sent, "traceparent: 00-1-2-01"));
}

BOOST_AUTO_TEST_CASE(observer_cannot_break_a_request_or_replace_the_key) {
    seen->to_add = {{"Authorization", "Bearer other"}, {"host", "evil"}, {"a b", "c"}, {"x", "1\r\ny: 2"}, {"x", "1"}};
    network->expect("GET", "/v2/ai/models").reply(scripted_reply::json(200, models_json));
    run(io, client.ai.retrieve_models());
    BOOST_TEST(seen->added == std::vector<bool>({false, false, false, false, true}), boost::test_tools::per_element());
    auto const sent = network->requests().at(0).headers;
    BOOST_TEST(sent.get("Authorization").value() == "Bearer KEY123");
    BOOST_TEST(!sent.contains("host"));
    BOOST_TEST(sent.get("x").value() == "1");
}

BOOST_AUTO_TEST_CASE(wait_for_the_limits_is_told) {
    time = std::make_shared<telnyx::testing::manual_clock>(telnyx::testing::sleeping::waits);
    observe(options().limits(telnyx::call_limits().requests_per_minute(1)));
    hello.model = "m";
    for (int i = 0; i != 2; ++i)
        expect(scripted_reply::json(200, text_json("x")));
    task first(io, client.ai.chat.create_completion(hello));
    first.get();
    BOOST_TEST(!holds(seen->in_one_line(), "waited"));
    task second(io, client.ai.chat.create_completion(hello));
    run_ready(io);
    second.cancel();
    BOOST_CHECK_THROW(second.get(), telnyx::api_user_abort_error);
    BOOST_TEST(holds(seen->in_one_line(), "waited for limits in vain"));
    BOOST_TEST((seen->ends.back().how == ending::cancelled));
    seen->lines.clear();
    task third(io, client.ai.chat.create_completion(hello));
    run_ready(io);
    time->advance(60s);
    third.get();
    BOOST_TEST(seen->in_one_line() == "started, waited for limits, prepared, attempt, headers, finished, ended");
    BOOST_TEST((seen->waited > 50s));
}

BOOST_AUTO_TEST_CASE(what_the_server_says_about_itself_does_not_leak_the_key) {
    auto stream = open_text(event(R"({"id":"KEY123","model":"m-KEY123","choices":[{"index":0,"delta":{"content":"a"},)"
                                  R"("finish_reason":"KEY123"}]})") +
                            event("[DONE]"));
    read(stream);
    auto const& end = only_end();
    BOOST_TEST(!holds(end.id + end.model + end.finish_reason, "KEY123"));
    BOOST_TEST(end.model == "m-[API key]");
}

BOOST_AUTO_TEST_CASE(without_an_observer_a_context_costs_one_allocation_and_chunks_cost_none) {
    telnyx::client const plain(io.get_executor(), options());
    std::string body;
    for (int i = 0; i != 100; ++i)
        body += event(text_chunk("abc"));
    body += event("[DONE]");
    auto const allocations = [&](telnyx::client const& by, request_options const& wanted) {
        expect(stream_of(body));
        auto stream = open_with(by, wanted);
        telnyx::ai::chat_completion_chunk chunk;
        std::size_t count = 0;
        run(io, [&]() -> asio::awaitable<void> {
            co_await stream.next_into(chunk); // reserves memory
            auto const before = allocation_count();
            for (int i = 0; i != 99; ++i)
                co_await stream.next_into(chunk);
            count = allocation_count() - before;
            co_await stream.next_into(chunk);
        });
        return count;
    };
    auto const without = allocations(plain, request_options());
    BOOST_TEST(allocations(plain, request_options().context(1)) == without);
    BOOST_TEST(allocations(client, request_options()) > without); // the diary allocates: the counter works
    auto const before = allocation_count();
    auto const options = request_options().context(1);
    BOOST_TEST(allocation_count() - before == 1u);
}

BOOST_AUTO_TEST_SUITE_END()

namespace {

struct observed_tools_fixture : tools_fixture {
    observed_tools_fixture() {
        client = telnyx::client(io.get_executor(), options().observe(seen));
        tools.add("echo", "Returns the city.",
                  [](city_query query) -> asio::awaitable<std::string> { co_return query.city; });
        tools.add("fail", "Throws.", [](city_query) -> asio::awaitable<std::string> {
            throw std::runtime_error("broken KEY123");
            co_return "";
        });
    }

    std::shared_ptr<diary> const seen = std::make_shared<diary>();
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(observed_tools, observed_tools_fixture)

BOOST_AUTO_TEST_CASE(tool_calls_are_told_with_how_they_ended) {
    expect_calls({{"c1", "echo", R"({"city":"Rome"})"}});
    expect_calls({{"c2", "fail", R"({"city":"Rome"})"}});
    expect_calls({{"c3", "unknown", "{}"}});
    expect_text("done");
    run_all(telnyx::ai::tool_run_options().request(request_options().context(3)));
    std::string tools_only;
    for (auto const& line : seen->lines)
        if (line.starts_with("tool")) tools_only += line + "\n";
    BOOST_TEST(tools_only == "tool echo c1@3\n"
                             "tool ended: returned @3\n"
                             "tool fail c2@3\n"
                             "tool ended: threw broken [API key]@3\n"
                             "tool ended: not_offered (made up) @3\n");
    BOOST_TEST(seen->ends.size() == 4u);
}

BOOST_AUTO_TEST_CASE(tool_call_that_is_cancelled_ends_cancelled) {
    visitors at;
    tools.add("visit", "Waits.", [&](city_query) { return visit(at, 1h); });
    expect_calls({{"c1", "visit", R"({"city":"Rome"})"}});
    auto running = start();
    run_until(io, [&] { return at.inside == 1; });
    running.cancel();
    BOOST_CHECK_THROW(running.get(), telnyx::api_user_abort_error);
    BOOST_TEST(seen->lines.back().starts_with("tool ended: cancelled"));
}

BOOST_AUTO_TEST_SUITE_END()
