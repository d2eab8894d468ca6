// Calls that are tried again, over a clock that the test moves. What the policy decides about one failure is tested in
// retry_policy_test.cpp.

#include "support/scripted_fixture.hpp"
#include "support/thrown_by.hpp"
#include "telnyx/ai/assistant_tests.hpp"
#include "telnyx/ai/assistant_tools.hpp"
#include "telnyx/ai/assistants.hpp"
#include "telnyx/ai/chat.hpp"
#include "telnyx/ai/conversations.hpp"
#include "telnyx/ai/models.hpp"
#include "telnyx/ai/scheduled_events.hpp"
#include "telnyx/errors.hpp"

#include <boost/asio/error.hpp>
#include <boost/test/unit_test.hpp>

#include <memory>
#include <set>
#include <string>
#include <vector>

namespace {

using namespace std::chrono_literals;
using boost::asio::awaitable;
using telnyx::errc;
using telnyx::request_options;
using telnyx::testing::manual_clock;
using telnyx::testing::scripted_reply;
using telnyx::tests::models_json;
using telnyx::tests::run;
using telnyx::tests::thrown_by;
using duration = manual_clock::duration;

/// What may come of an attempt.
enum class outcome { success, not_found, conflict, unavailable, reset, late };
constexpr auto outcomes = {outcome::success,     outcome::not_found, outcome::conflict,
                           outcome::unavailable, outcome::reset,     outcome::late};

scripted_reply answer_of(outcome wanted) {
    switch (wanted) {
    case outcome::success:
        return scripted_reply::json(200, models_json);
    case outcome::not_found:
        return scripted_reply::json(404, "{}");
    case outcome::conflict:
        return scripted_reply::json(409, "{}");
    case outcome::unavailable:
        return scripted_reply::json(503, "{}");
    case outcome::reset:
        return scripted_reply::reset(boost::asio::error::connection_reset);
    case outcome::late:
        return scripted_reply::time_out(errc::response_timeout);
    }
    throw std::logic_error("no such outcome");
}

bool is_final(outcome seen) {
    return seen == outcome::success || seen == outcome::not_found;
}

struct fixture : telnyx::tests::scripted_fixture {
    telnyx::response<telnyx::ai::model_list> get(request_options const& options = request_options()) {
        return run(io, client.ai.retrieve_models(options));
    }
    void answer(scripted_reply reply) { network->expect("GET", "/v2/ai/models").reply(std::move(reply)); }

    awaitable<int> count_events() {
        auto const handle = client;
        telnyx::ai::chat_completion_params hello{.messages = {telnyx::ai::user_message("hi")}};
        auto events = co_await handle.ai.chat.stream_completion(hello);
        while (true) {
            auto const chunk = co_await events.next();
            if (!chunk) break;
            ++seen;
        }
        co_return seen;
    }

    int seen = 0;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(retries, fixture)

BOOST_AUTO_TEST_CASE(every_sequence_of_outcomes_ends_as_it_should) {
    for (auto const* const method : {"GET", "POST"})
        for (auto const first : outcomes)
            for (auto const second : outcomes)
                for (auto const third : outcomes) {
                    std::vector<outcome> sequence{first};
                    if (!is_final(first)) sequence.push_back(second);
                    if (!is_final(first) && !is_final(second)) sequence.push_back(third);
                    for (auto const each : sequence)
                        network->expect(method, "/v2/x").reply(answer_of(each));
                    auto const pauses_before = time->pauses().size();
                    auto const sent_before = network->requests().size();
                    bool const posts = std::string_view(method) == "POST";
                    auto call = posts ? client.post("/x", {{"a", 1}}) : client.get("/x");
                    int attempts = 0;
                    bool succeeded = false;
                    try {
                        attempts = run(io, std::move(call)).http().attempts();
                        succeeded = true;
                    } catch (telnyx::api_error const& failure) {
                        attempts = failure.attempts();
                    }
                    BOOST_TEST(attempts == static_cast<int>(sequence.size()));
                    BOOST_TEST(succeeded == (sequence.back() == outcome::success));
                    BOOST_TEST(network->requests().size() - sent_before == sequence.size());
                    auto const pauses = time->pauses();
                    BOOST_TEST_REQUIRE(pauses.size() - pauses_before == sequence.size() - 1);
                    for (std::size_t i = pauses_before; i < pauses.size(); ++i) {
                        duration const full = i == pauses_before ? 500ms : 1000ms;
                        BOOST_TEST((pauses[i] <= full && pauses[i] >= full * 3 / 4));
                    }
                }
}

BOOST_AUTO_TEST_CASE(pauses_differ_by_chance_within_a_quarter) {
    client = telnyx::client(io.get_executor(), options().max_retries(6));
    std::set<duration> different;
    for (int i = 0; i < 50; ++i) {
        auto const before = time->pauses().size();
        network->expect("GET", "/v2/ai/models").times(7).reply(scripted_reply::json(503, "{}"));
        BOOST_CHECK_THROW(get(), telnyx::internal_server_error);
        auto const pauses = time->pauses();
        BOOST_TEST_REQUIRE(pauses.size() == before + 6);
        duration full = 500ms;
        for (std::size_t k = before; k < pauses.size(); ++k) {
            BOOST_TEST((pauses[k] <= full && pauses[k] >= full * 3 / 4));
            different.insert(pauses[k]);
            full = std::min<duration>(full * 2, 8s);
        }
    }
    BOOST_TEST(different.size() > 250u);
}

BOOST_AUTO_TEST_CASE(absurd_orders_to_wait_are_not_obeyed) {
    for (auto const* const name : {"retry-after", "retry-after-ms"})
        for (auto const* const value : {"nan", "NaN", "-nan", "inf", "-inf", "-1", "-0.5", "-1e300", "", "soon", "0x10",
                                        "1s", "1,5", "9e999", "Wed, 32 Jul 2026 00:00:00 GMT", "Wed, 22 Jul 2026"}) {
            answer(scripted_reply::json(429, "{}").header(name, value));
            answer(scripted_reply::json(200, models_json));
            BOOST_TEST(get().http().attempts() == 2, value);
            BOOST_TEST((time->pauses().back() >= 375ms && time->pauses().back() <= 500ms), value);
        }
}

BOOST_AUTO_TEST_CASE(orders_to_wait_for_years_end_the_call_at_once) {
    time->set_wall_time(std::chrono::sys_days(std::chrono::year(2026) / 7 / 22));
    for (auto const& [name, value] :
         {std::pair{"retry-after", "31536000"}, std::pair{"retry-after", "1e300"},
          std::pair{"retry-after", "99999999999999999999999"}, std::pair{"retry-after-ms", "1e300"},
          std::pair{"retry-after", "Fri, 31 Dec 9999 23:59:59 GMT"}, std::pair{"retry-after", "61"}}) {
        answer(scripted_reply::json(429, "{}").header(name, value));
        BOOST_TEST(thrown_by<telnyx::rate_limit_error>([this] { get(); }).attempts() == 1, value);
    }
    BOOST_TEST(time->pauses().empty());
}

BOOST_AUTO_TEST_CASE(order_to_wait_is_for_one_pause_only) {
    answer(scripted_reply::json(503, "{}").header("retry-after", "7"));
    answer(scripted_reply::reset(boost::asio::error::connection_reset));
    answer(scripted_reply::json(200, models_json));
    get();
    BOOST_TEST_REQUIRE(time->pauses().size() == 2u);
    BOOST_TEST((time->pauses()[0] == 7s));
    BOOST_TEST((time->pauses()[1] >= 750ms && time->pauses()[1] <= 1s));
}

BOOST_AUTO_TEST_CASE(date_that_is_past_is_waited_for_not_at_all) {
    time->set_wall_time(std::chrono::sys_days(std::chrono::year(2026) / 7 / 22));
    answer(scripted_reply::json(503, "{}").header("retry-after", "Tue, 21 Jul 2026 00:00:00 GMT"));
    answer(scripted_reply::json(200, models_json));
    BOOST_TEST(get().http().attempts() == 2);
    BOOST_TEST((time->pauses() == std::vector<duration>{0s}));
}

BOOST_AUTO_TEST_CASE(server_orders_retries_of_any_method_but_no_more_than_allowed) {
    for (auto const* const method : {"GET", "POST", "PATCH", "PUT", "DELETE"}) {
        auto const call = [&] {
            std::string_view const name = method;
            if (name == "GET") return client.get("/x");
            if (name == "DELETE") return client.delete_("/x");
            if (name == "POST") return client.post("/x", {{"a", 1}});
            return name == "PUT" ? client.put("/x", {{"a", 1}}) : client.patch("/x", {{"a", 1}});
        };
        network->expect(method, "/v2/x")
            .times(3)
            .reply(scripted_reply::json(422, "{}").header("x-should-retry", "true"));
        BOOST_TEST(thrown_by<telnyx::unprocessable_entity_error>([&] { run(io, call()); }).attempts() == 3, method);
        network->expect(method, "/v2/x").reply(scripted_reply::json(503, "{}").header("x-should-retry", "false"));
        BOOST_TEST(thrown_by<telnyx::internal_server_error>([&] { run(io, call()); }).attempts() == 1, method);
    }
    answer(scripted_reply::json(200, models_json).header("x-should-retry", "true"));
    BOOST_TEST(get().http().attempts() == 1);
}

BOOST_AUTO_TEST_CASE(callers_idempotency_key_is_the_same_in_all_attempts) {
    network->expect("POST", "/v2/x").reply(scripted_reply::json(500, "{}"));
    network->expect("POST", "/v2/x").reply(scripted_reply::time_out(errc::response_timeout));
    network->expect("POST", "/v2/x").reply(scripted_reply::json(200, "{}"));
    run(io, client.post("/x", {{"a", 1}}, request_options().header("Idempotency-Key", "order-7")));
    for (auto const& each : network->requests())
        BOOST_TEST(each.headers.get("idempotency-key").value() == "order-7");
    network->expect("POST", "/v2/x").reply(scripted_reply::json(200, "{}"));
    run(io, client.post("/x", {{"a", 1}}));
    BOOST_TEST(!network->requests().back().headers.contains("idempotency-key"));
}

BOOST_AUTO_TEST_CASE(what_telnyx_knows_again_carries_a_key_in_all_attempts) {
    auto const create = [&](request_options const& options = request_options()) {
        telnyx::ai::conversation_create_params const params{};
        return run(io, client.ai.conversations.create(params, options));
    };
    auto const expect = [&](scripted_reply reply) {
        network->expect("POST", "/v2/ai/conversations").reply(std::move(reply));
    };
    auto const made = R"({"id": "c", "created_at": "t", "last_message_at": "t", "metadata": {}, "name": "n"})";
    auto const key_of = [&](std::size_t request) {
        return std::string(network->requests().at(request).headers.get("idempotency-key").value_or(""));
    };
    expect(scripted_reply::json(502, "{}"));
    expect(scripted_reply::reset(boost::asio::error::connection_reset));
    expect(scripted_reply::json(200, made));
    create();
    auto const key = key_of(0);
    BOOST_TEST(key.size() == 36u);
    BOOST_TEST(key.find_first_not_of("0123456789abcdef-") == std::string::npos);
    BOOST_TEST(key.at(14) == '4'); // a random UUID
    BOOST_TEST((key.at(19) == '8' || key.at(19) == '9' || key.at(19) == 'a' || key.at(19) == 'b'));
    BOOST_TEST(key_of(1) == key);
    BOOST_TEST(key_of(2) == key);

    for (int i = 0; i < 4; ++i)
        expect(scripted_reply::json(200, made));
    create();
    BOOST_TEST(key_of(3).size() == 36u);
    BOOST_TEST(key_of(3) != key);
    create(request_options().header("Idempotency-Key", "mine"));
    BOOST_TEST(key_of(4) == "mine");
    create(request_options().without_header("Idempotency-Key"));
    BOOST_TEST(key_of(5) == "");
    create(request_options().max_retries(0)); // there is nothing to know again
    BOOST_TEST(key_of(6) == "");
}

namespace {

struct acting_fixture : fixture {
    /// How many attempts it takes to send a text message that fails in these ways.
    int attempts(std::vector<scripted_reply> const& replies, request_options const& options = request_options()) {
        for (auto const& each : replies)
            network->expect("POST", "/v2/ai/assistants/a/chat/sms").reply(each);
        telnyx::ai::assistant_send_sms_params const message{.from = "+1", .to = "+2"};
        int made = 0;
        try {
            made = run(io, client.ai.assistants.send_sms("a", message, options)).http().attempts();
        } catch (telnyx::api_error const& failure) {
            made = failure.attempts();
        }
        network->verify();
        return made;
    }

    scripted_reply const sent = scripted_reply::json(200, R"({"conversation_id": "c"})");
};

} // namespace

BOOST_FIXTURE_TEST_CASE(what_acts_in_the_world_is_not_sent_again_once_it_may_have_been_read, acting_fixture) {
    BOOST_TEST(attempts({scripted_reply::reset(boost::asio::error::connection_reset)}) == 1);
    BOOST_TEST(attempts({scripted_reply::time_out(errc::response_timeout)}) == 1);
    for (int const status : {500, 502, 504, 599})
        BOOST_TEST(attempts({scripted_reply::json(status, "{}")}) == 1, status);
    // Also not when the client as a whole has more retries.
    client = telnyx::client(io.get_executor(), options().max_retries(7));
    BOOST_TEST(attempts({scripted_reply::reset(boost::asio::error::connection_reset)}) == 1);
}

BOOST_FIXTURE_TEST_CASE(what_acts_in_the_world_is_sent_again_when_it_was_certainly_not_done, acting_fixture) {
    BOOST_TEST(attempts({scripted_reply::time_out(errc::connect_timeout), sent}) == 2);
    BOOST_TEST(attempts({scripted_reply::failure(telnyx::proxy_error(boost::asio::error::connection_refused, "x")),
                         sent}) == 2);
    for (int const status : {408, 409, 429, 503})
        BOOST_TEST(attempts({scripted_reply::json(status, "{}"), sent}) == 2, status);
    auto again = scripted_reply::json(500, "{}");
    BOOST_TEST(attempts({again.header("x-should-retry", "true"), sent}) == 2);
}

BOOST_FIXTURE_TEST_CASE(what_acts_in_the_world_is_sent_again_when_the_caller_allows_it, acting_fixture) {
    auto const allowed = request_options().max_retries(2);
    BOOST_TEST(
        attempts({scripted_reply::reset(boost::asio::error::connection_reset), scripted_reply::json(502, "{}"), sent},
                 allowed) == 3);
}

BOOST_AUTO_TEST_CASE(these_endpoints_act_in_the_world) {
    auto const once = [&](char const* path, auto call) {
        network->expect("POST", path).reply(scripted_reply::time_out(errc::response_timeout));
        BOOST_TEST(thrown_by<telnyx::api_timeout_error>([&] { run(io, call()); }).attempts() == 1, path);
        network->verify();
    };
    telnyx::ai::scheduled_event_create_params const event{.scheduled_at_fixed_datetime = "2026-01-01T00:00:00Z",
                                                          .telnyx_agent_target = "+1",
                                                          .telnyx_conversation_channel =
                                                              telnyx::ai::conversation_channel_type::phone_call,
                                                          .telnyx_end_user_target = "+2"};
    auto const& assistants = client.ai.assistants;
    once("/v2/ai/assistants/a/scheduled_events", [&] { return assistants.scheduled_events.create("a", event); });
    once("/v2/ai/assistants/tests/t/runs", [&] { return assistants.tests.runs.trigger("t"); });
    once("/v2/ai/assistants/tests/test-suites/s/runs", [&] { return assistants.tests.test_suites.runs.trigger("s"); });
    once("/v2/ai/assistants/a/tools/t/test", [&] { return assistants.tools.test("a", "t"); });
}

BOOST_AUTO_TEST_CASE(call_that_got_no_connection_was_not_tried_and_is_not_tried_again) {
    answer(scripted_reply::time_out(errc::no_connection_free));
    auto const failure = thrown_by<telnyx::api_timeout_error>([this] { get(); });
    BOOST_TEST((failure.code() == errc::no_connection_free));
    BOOST_TEST(failure.attempts() == 0);
    answer(scripted_reply::json(503, "{}"));
    answer(scripted_reply::time_out(errc::no_connection_free));
    BOOST_TEST(thrown_by<telnyx::api_timeout_error>([this] { get(); }).attempts() == 1);
    network->verify();
}

BOOST_AUTO_TEST_CASE(error_body_that_comes_drop_by_drop_is_given_up) {
    int drops = 0;
    auto dripped = scripted_reply(404, "", "application/json").waits().may_be_given_up();
    for (int i = 0; i < 100; ++i)
        dripped.then(" ").then_call([&] {
            ++drops;
            time->advance(1s);
        });
    answer(dripped);
    BOOST_CHECK_THROW(get(), telnyx::not_found_error);
    BOOST_TEST((drops >= 4 && drops <= 6));
    drops = 0;
    answer(dripped);
    BOOST_CHECK_THROW(get(request_options().timeout(2s)), telnyx::not_found_error);
    BOOST_TEST((drops >= 1 && drops <= 3));
}

BOOST_AUTO_TEST_CASE(stream_is_opened_again_until_it_has_begun_and_never_after) {
    auto const post = [this](scripted_reply reply) {
        network->expect("POST", "/v2/ai/chat/completions").reply(std::move(reply));
    };
    std::string const event = R"(data: {"choices": [{"index": 0, "delta": {"content": "a"}}]})"
                              "\n\n";
    post(scripted_reply::json(503, "{}"));
    post(scripted_reply::time_out(errc::response_timeout));
    post(scripted_reply(200, event + "data: [DONE]\n\n", "text/event-stream"));
    BOOST_TEST(run(io, count_events()) == 1);

    post(scripted_reply(200, "", "text/event-stream").then_reset(boost::asio::error::connection_reset));
    BOOST_CHECK_THROW(run(io, count_events()), telnyx::api_connection_error);
    post(scripted_reply(200, event, "text/event-stream").then_time_out(errc::silence_timeout));
    BOOST_CHECK_THROW(run(io, count_events()), telnyx::api_timeout_error);
    BOOST_TEST(network->requests().size() == 5u);
}

BOOST_AUTO_TEST_CASE(deadline_ends_the_call_in_every_phase) {
    auto const ends = [this](scripted_reply reply) {
        auto const before = network->requests().size();
        answer(std::move(reply));
        auto const failure =
            thrown_by<telnyx::api_timeout_error>([this] { get(request_options().deadline(10s).max_retries(5)); });
        BOOST_TEST((failure.code() == errc::deadline_exceeded));
        BOOST_TEST(failure.attempts() == 1);
        BOOST_TEST(network->requests().size() == before + 1);
    };
    ends(scripted_reply::time_out(errc::deadline_exceeded));
    ends(scripted_reply(200, "{", "application/json").then_time_out(errc::deadline_exceeded));
    BOOST_TEST(time->pauses().empty());

    // The error that a pause would have followed tells more than the end of the time.
    answer(scripted_reply::json(503, "{}").then_call([this] { time->advance(9700ms); }));
    BOOST_CHECK_THROW(get(request_options().deadline(10s)), telnyx::internal_server_error);
    answer(scripted_reply::json(503, "{").then_time_out(errc::deadline_exceeded));
    BOOST_CHECK_THROW(get(request_options().deadline(1ms)), telnyx::internal_server_error);
    BOOST_TEST(time->pauses().empty());
}

BOOST_AUTO_TEST_CASE(each_attempt_gets_what_is_left_of_the_time) {
    auto const begin = time->now();
    for (auto const spent : {3s, 4s})
        answer(scripted_reply::json(503, "{}").header("retry-after", "1").then_call([this, spent] {
            time->advance(spent);
        }));
    answer(scripted_reply::json(200, models_json));
    get(request_options().deadline(10s).timeout(5s));
    auto const sent = network->requests();
    BOOST_TEST_REQUIRE(sent.size() == 3u);
    for (auto const& each : sent)
        BOOST_TEST((each.limits.finish_by - begin == 10s));
    BOOST_TEST((sent[0].limits.headers_by - begin == 5s));
    BOOST_TEST((sent[1].limits.headers_by - begin == 9s));
    BOOST_TEST((sent[2].limits.headers_by - begin == 14s)); // the deadline comes first
}

BOOST_AUTO_TEST_CASE(response_that_breaks_the_rules_is_not_asked_for_again) {
    for (auto const code : {errc::malformed_response, errc::response_too_large}) {
        answer(scripted_reply::failure(telnyx::api_connection_error(make_error_code(code), "bad framing")));
        BOOST_CHECK_THROW(get(), telnyx::api_connection_error);
        answer(scripted_reply::failure(telnyx::proxy_error(make_error_code(code), "bad framing")));
        BOOST_CHECK_THROW(get(), telnyx::proxy_error);
    }
    auto damaged = scripted_reply::json(200, "no gzip");
    answer(damaged.header("content-encoding", "gzip").may_be_given_up());
    BOOST_CHECK_THROW(get(), telnyx::api_connection_error);
    BOOST_TEST(network->requests().size() == 5u);
}

BOOST_AUTO_TEST_SUITE_END()
