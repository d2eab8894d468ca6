// Limits of a client for its calls of models: which calls wait, for what, and how the waits end.

#include "support/scripted_fixture.hpp"
#include "support/thrown_by.hpp"
#include "telnyx/ai/chat.hpp"
#include "telnyx/ai/models.hpp"
#include "telnyx/ai/openai_embeddings.hpp"
#include "telnyx/errors.hpp"
#include "telnyx/limits/call_limits.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace std::chrono_literals;
using telnyx::call_limits;
using telnyx::errc;
using telnyx::request_options;
using telnyx::testing::gate;
using telnyx::testing::manual_clock;
using telnyx::testing::scripted_reply;
using telnyx::testing::sleeping;
using telnyx::tests::models_json;
using telnyx::tests::run;
using telnyx::tests::run_ready;
using telnyx::tests::task;
using telnyx::tests::thrown_by;

constexpr char chat_path[] = "/v2/ai/chat/completions";
constexpr char finished[] = R"({"choices": [{"index": 0, "delta": {"content": "Hi"}, "finish_reason": "stop"}]})";
constexpr char answer_json[] =
    R"({"id": "c", "object": "chat.completion", "created": 1, "model": "m", "choices": [], "usage": {"total_tokens": 10}})";

struct fixture : telnyx::tests::scripted_fixture {
    fixture() { time = std::make_shared<manual_clock>(sleeping::waits); }

    void limit(call_limits const& limits, int retries = 2) {
        client = telnyx::client(io.get_executor(), options().limits(limits).max_retries(retries));
    }

    static scripted_reply answer() { return scripted_reply::json(200, answer_json); }
    static scripted_reply refusal(std::string const& wait) {
        return scripted_reply::json(429, "{}").header("retry-after", wait);
    }
    void replies(scripted_reply reply, int count = 1) {
        network->expect("POST", chat_path).times(static_cast<std::size_t>(count)).reply(std::move(reply));
    }

    auto chat(std::string model = "m", request_options const& options = request_options()) {
        telnyx::ai::chat_completion_params params{.messages = {telnyx::ai::user_message("Hi")}};
        params.model = std::move(model);
        params.max_tokens = 20;
        auto call = task(io, client.ai.chat.create_completion(params, options));
        run_ready(io);
        return call;
    }

    std::size_t sent() const { return network->requests().size(); }
    void pass(manual_clock::duration by) {
        time->advance(by);
        run_ready(io);
    }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(limits, fixture)

BOOST_AUTO_TEST_CASE(calls_of_a_model_wait_for_each_other_in_order) {
    limit(call_limits().in_flight(1));
    std::vector<gate> gates(3);
    for (auto const& each : gates)
        replies(answer().head_after(each));
    auto first = chat(), second = chat("m", request_options().body_field("n", 2)),
         third = chat("m", request_options().body_field("n", 3));
    BOOST_TEST(sent() == 1u);
    BOOST_TEST(client.statistics().limited == 2u);
    BOOST_TEST(client.statistics().calls == 3u);
    gates[0].release();
    first.get();
    run_ready(io);
    BOOST_TEST(sent() == 2u);
    BOOST_TEST(network->requests()[1].body.find("\"n\":2") != std::string::npos);
    gates[1].release();
    second.get();
    run_ready(io);
    gates[2].release();
    third.get();
    BOOST_TEST(client.statistics().limited == 0u);
    BOOST_TEST(client.statistics().calls == 0u);
}

BOOST_AUTO_TEST_CASE(other_models_and_other_calls_do_not_wait) {
    limit(call_limits().in_flight(1));
    gate held;
    replies(answer().head_after(held));
    auto first = chat("m"), waiting = chat("m");
    replies(answer());
    replies(answer());
    network->expect("GET", "/v2/ai/models").reply(scripted_reply::json(200, models_json));
    chat("other").get();
    run(io, client.ai.retrieve_models());
    BOOST_TEST(!waiting.over());
    held.release();
    first.get();
    waiting.get();
}

BOOST_AUTO_TEST_CASE(stream_is_in_flight_until_its_end) {
    limit(call_limits().in_flight(1));
    replies(scripted_reply::events({finished, "[DONE]"}));
    telnyx::ai::chat_completion_params params{.messages = {telnyx::ai::user_message("Hi")}};
    params.model = "m";
    auto stream = run(io, client.ai.chat.stream_completion(params));
    replies(answer());
    auto waiting = chat();
    BOOST_TEST(!waiting.over());
    BOOST_TEST_REQUIRE(run(io, stream.next()).has_value());
    BOOST_TEST(!waiting.over());
    BOOST_TEST(!run(io, stream.next()).has_value());
    waiting.get();
}

BOOST_AUTO_TEST_CASE(failed_call_makes_room_too) {
    limit(call_limits().in_flight(1));
    replies(scripted_reply::json(400, "{}"));
    replies(answer());
    BOOST_CHECK_THROW(chat().get(), telnyx::bad_request_error);
    chat().get();
}

BOOST_AUTO_TEST_CASE(requests_wait_for_the_minute_to_pass) {
    limit(call_limits().requests_per_minute(1));
    replies(answer(), 2);
    chat().get();
    auto second = chat();
    pass(60s - 1ns);
    BOOST_TEST(sent() == 1u);
    pass(1ns);
    second.get();
}

BOOST_AUTO_TEST_CASE(tokens_are_estimated_before_and_corrected_after) {
    limit(call_limits().tokens_per_minute(60));
    gate held;
    replies(answer().head_after(held));
    replies(answer());
    auto first = chat(); // 20 for the response, and a quarter of the request
    auto second = chat();
    BOOST_TEST(sent() == 1u);
    held.release(); // 10 were used
    first.get();
    second.get();
}

BOOST_AUTO_TEST_CASE(tokens_of_a_stream_are_corrected_by_its_last_chunk) {
    limit(call_limits().tokens_per_minute(60));
    replies(scripted_reply::events({R"({"choices":[],"usage":{"total_tokens":10}})", finished, "[DONE]"})
                .waits()
                .may_be_given_up());
    replies(answer());
    telnyx::ai::chat_completion_params params{.messages = {telnyx::ai::user_message("Hi")}};
    params.model = "m";
    params.max_tokens = 20;
    auto stream = run(io, client.ai.chat.stream_completion(params));
    auto second = chat();
    BOOST_TEST(sent() == 1u);
    BOOST_TEST_REQUIRE(run(io, stream.next()).has_value()); // 10 were used
    second.get();
}

BOOST_AUTO_TEST_CASE(embeddings_are_limited_by_their_model) {
    limit(call_limits().for_model("e", call_limits().requests_per_minute(1)));
    network->expect("POST", "/v2/ai/openai/embeddings")
        .always()
        .reply(scripted_reply::json(
            200, R"({"object": "list", "model": "e", "data": [], "usage": {"prompt_tokens": 1, "total_tokens": 1}})"));
    telnyx::ai::openai_embedding_create_params const params{.input = "text", .model = "e"};
    run(io, client.ai.openai.embeddings.create_embeddings(params));
    task second(io, client.ai.openai.embeddings.create_embeddings(params));
    run_ready(io);
    BOOST_TEST(!second.over());
    pass(60s);
    second.get();
}

BOOST_AUTO_TEST_CASE(refusal_makes_all_calls_of_the_model_wait) {
    limit(call_limits());
    replies(refusal("10"));
    replies(answer(), 3);
    auto refused = chat(), second = chat();
    auto third = chat("m", request_options().body_field("n", 3));
    BOOST_TEST(sent() == 1u);
    chat("other").get();
    pass(10s - 1ns);
    BOOST_TEST(sent() == 2u);
    replies(answer());
    pass(1ns);
    refused.get();
    second.get();
    third.get();
    BOOST_TEST(sent() == 5u);
}

BOOST_AUTO_TEST_CASE(what_the_server_has_left_is_not_exceeded) {
    limit(call_limits());
    replies(answer()
                .header("x-ratelimit-limit-requests", "100")
                .header("x-ratelimit-remaining-requests", "1")
                .header("x-ratelimit-reset-requests", "6s"));
    replies(answer(), 2);
    chat().get();
    chat().get();
    auto third = chat();
    BOOST_TEST(sent() == 2u);
    pass(6s);
    third.get();
}

BOOST_AUTO_TEST_CASE(waits_can_be_cancelled_and_those_behind_move_up) {
    limit(call_limits().in_flight(1));
    gate held;
    replies(answer().head_after(held));
    auto first = chat(), second = chat(), third = chat();
    second.cancel();
    BOOST_CHECK_THROW(second.get(), telnyx::api_user_abort_error);
    BOOST_TEST(client.statistics().limited == 1u);
    replies(answer());
    held.release();
    first.get();
    third.get();

    limit(call_limits());
    replies(refusal("10"));
    auto refused = chat(), waiting = chat();
    for (auto* const each : {&refused, &waiting}) {
        each->cancel();
        BOOST_CHECK_THROW(each->get(), telnyx::api_user_abort_error);
    }
    BOOST_TEST(client.statistics().limited == 0u);
    BOOST_TEST(client.statistics().calls == 0u);
}

BOOST_AUTO_TEST_CASE(retry_that_waits_for_a_limit_can_be_cancelled) {
    limit(call_limits().requests_per_minute(1));
    replies(refusal("1"));
    auto refused = chat();
    pass(1s);
    BOOST_TEST(client.statistics().limited == 1u);
    refused.cancel();
    BOOST_CHECK_THROW(refused.get(), telnyx::api_user_abort_error);
    BOOST_TEST(client.statistics().limited == 0u);
}

BOOST_AUTO_TEST_CASE(deadline_counts_while_a_call_waits) {
    limit(call_limits().in_flight(1));
    gate held;
    replies(answer().head_after(held));
    auto first = chat();
    auto late = chat("m", request_options().deadline(5s));
    auto at = chat("m", request_options().deadline_at(time->now() + 5s));
    pass(5s - 1ns);
    BOOST_TEST(!late.over());
    pass(1ns);
    for (auto* const each : {&late, &at}) {
        auto const failure = thrown_by<telnyx::api_timeout_error>([&] { each->get(); });
        BOOST_TEST((failure.code() == errc::deadline_exceeded));
        BOOST_TEST(failure.attempts() == 0);
    }
    BOOST_TEST(sent() == 1u);
    held.release();
    first.get();
}

BOOST_AUTO_TEST_CASE(closing_and_aborting_end_the_waits) {
    for (bool const gracefully : {true, false}) {
        limit(call_limits().in_flight(1));
        gate held;
        replies(answer().head_after(held));
        auto first = chat(), waiting = chat();
        auto close = task(io, [handle = client, gracefully]() mutable -> boost::asio::awaitable<void> {
            if (!gracefully) handle.abort();
            auto closing = handle.close();
            co_await std::move(closing);
        });
        auto const failure = thrown_by<telnyx::api_connection_error>([&] { waiting.get(); });
        BOOST_TEST((failure.code() == errc::client_closed));
        held.release();
        if (gracefully)
            first.get();
        else
            BOOST_CHECK_THROW(first.get(), telnyx::api_connection_error);
        close.get();
        auto const refused = thrown_by<telnyx::api_connection_error>([&] { chat().get(); });
        BOOST_TEST((refused.code() == errc::client_closed));
        network = std::make_shared<telnyx::testing::scripted_transport>();
    }
}

BOOST_AUTO_TEST_CASE(budget_refuses_retries) {
    limit(call_limits(), 5);
    replies(scripted_reply::json(500, "{}").header("retry-after-ms", "0"), 15);
    int attempts = 0;
    for (int i = 0; i < 5; ++i)
        attempts += thrown_by<telnyx::internal_server_error>([&] { chat().get(); }).attempts();
    BOOST_TEST(attempts == 15); // 5 calls and the 10 retries that were free
    BOOST_TEST(client.statistics().refused_retries == 3u);
    network->expect("POST", chat_path).always().reply(answer());
    chat().get();
}

BOOST_AUTO_TEST_CASE(without_limits_nothing_waits) {
    client = telnyx::client(io.get_executor(), options());
    replies(refusal("10"));
    replies(answer());
    auto refused = chat();
    chat().get();
    replies(answer());
    pass(10s);
    refused.get();
    BOOST_TEST(client.statistics().limited == 0u);
}

BOOST_AUTO_TEST_CASE(context_may_go_while_calls_wait) {
    auto own = std::make_unique<boost::asio::io_context>();
    telnyx::client other(own->get_executor(), options().limits(call_limits().in_flight(1)));
    gate held;
    replies(answer().head_after(held).may_be_given_up());
    telnyx::ai::chat_completion_params const params{.messages = {telnyx::ai::user_message("Hi")}};
    task first(*own, other.ai.chat.create_completion(params));
    task second(*own, other.ai.chat.create_completion(params));
    run_ready(*own);
    BOOST_TEST(other.statistics().limited == 1u);
    own.reset();
    BOOST_TEST(other.statistics().limited == 0u);
}

BOOST_AUTO_TEST_SUITE_END()
