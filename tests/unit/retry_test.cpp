// Calls that are tried again, over a clock that the test moves. What the policy decides about one failure is tested in
// retry_policy_test.cpp.

#include "support/scripted_fixture.hpp"
#include "support/thrown_by.hpp"
#include "telnyx/ai/chat.hpp"
#include "telnyx/ai/models.hpp"
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

BOOST_AUTO_TEST_CASE(an_order_to_wait_is_for_one_pause_only) {
    answer(scripted_reply::json(503, "{}").header("retry-after", "7"));
    answer(scripted_reply::reset(boost::asio::error::connection_reset));
    answer(scripted_reply::json(200, models_json));
    get();
    BOOST_TEST_REQUIRE(time->pauses().size() == 2u);
    BOOST_TEST((time->pauses()[0] == 7s));
    BOOST_TEST((time->pauses()[1] >= 750ms && time->pauses()[1] <= 1s));
}

BOOST_AUTO_TEST_CASE(a_date_that_is_past_is_waited_for_not_at_all) {
    time->set_wall_time(std::chrono::sys_days(std::chrono::year(2026) / 7 / 22));
    answer(scripted_reply::json(503, "{}").header("retry-after", "Tue, 21 Jul 2026 00:00:00 GMT"));
    answer(scripted_reply::json(200, models_json));
    BOOST_TEST(get().http().attempts() == 2);
    BOOST_TEST((time->pauses() == std::vector<duration>{0s}));
}

BOOST_AUTO_TEST_CASE(the_server_orders_retries_of_any_method_but_no_more_than_allowed) {
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

BOOST_AUTO_TEST_CASE(the_callers_idempotency_key_is_the_same_in_all_attempts) {
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

BOOST_AUTO_TEST_CASE(a_stream_is_opened_again_until_it_has_begun_and_never_after) {
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

BOOST_AUTO_TEST_CASE(the_deadline_ends_the_call_in_every_phase) {
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

BOOST_AUTO_TEST_CASE(an_answer_that_breaks_the_rules_is_not_asked_for_again) {
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
