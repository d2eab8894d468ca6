#include "support/scripted_fixture.hpp"
#include "telnyx/ai/models.hpp"
#include "telnyx/errors.hpp"
#include "telnyx/observe/log_observer.hpp"

#include <boost/test/unit_test.hpp>

#include <memory>
#include <string>
#include <vector>

namespace asio = boost::asio;
using telnyx::testing::scripted_reply;
using telnyx::tests::run;

namespace {

constexpr auto models = R"({"data": [{"id": "secret-of-the-body", "created": 1, "owned_by": "x"}]})";

/// Keeps all texts that it is told.
class collector final : public telnyx::observer {
  public:
    void on(attempt_started const& event) noexcept override { add({event.target, event.fields.text(), event.body}); }
    void on(headers_received const& event) noexcept override { add({event.fields.text()}); }
    void on(redirect_followed const& event) noexcept override { add({event.target}); }
    void on(retry_scheduled const& event) noexcept override { add({event.reason}); }
    void on(call_finished const& event) noexcept override { add({event.error, event.body}); }

    std::string text;

  private:
    void add(std::initializer_list<std::string_view> parts) {
        for (auto const part : parts)
            text.append(part).append("\n");
    }
};

/// Writes down what it is told.
class notebook final : public telnyx::observer {
  public:
    void on(attempt_started const& event) noexcept override {
        lines.push_back("attempt " + std::to_string(event.attempt) + " " + std::string(event.target));
    }
    void on(headers_received const& event) noexcept override {
        lines.push_back("headers " + std::to_string(event.status));
    }
    void on(retry_scheduled const& event) noexcept override {
        auto const pause = std::chrono::duration_cast<std::chrono::milliseconds>(event.delay).count();
        lines.push_back("retry in " + std::to_string(pause));
        reasons.push_back(std::string(event.reason));
    }
    void on(call_finished const& event) noexcept override {
        lines.push_back("finished " + std::to_string(event.status) + " after " + std::to_string(event.attempts) +
                        (event.error.empty() ? "" : " with an error"));
    }

    std::vector<std::string> lines;
    std::vector<std::string> reasons;
};

struct observed_fixture : telnyx::tests::scripted_fixture {
    void call(telnyx::client_options const& settings) {
        telnyx::client const observed(io.get_executor(), settings);
        run(io, [&] { return observed.ai.retrieve_models(); });
    }

    std::string log_of(telnyx::log_level level) {
        std::string text;
        call(options().header("x-private", "hush").log(level).log_to([&](telnyx::log_level, std::string_view line) {
            text.append(line).append("\n");
        }));
        return text;
    }
};

bool has(std::string const& text, std::string const& part) {
    return text.find(part) != std::string::npos;
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(observers, observed_fixture)

BOOST_AUTO_TEST_CASE(call_is_told_step_by_step) {
    network->expect("GET", "/v2/ai/models").reply(scripted_reply::json(429, "{}").header("retry-after-ms", "250"));
    network->expect("GET", "/v2/ai/models").reply(scripted_reply::reset(asio::error::connection_reset));
    network->expect("GET", "/v2/ai/models").reply(scripted_reply::json(200, models));
    auto const notes = std::make_shared<notebook>();
    call(options().observe(notes));
    BOOST_REQUIRE(notes->lines.size() == 8u);
    BOOST_TEST(notes->lines[0] == "attempt 1 /v2/ai/models");
    BOOST_TEST(notes->lines[1] == "headers 429");
    BOOST_TEST(notes->lines[2] == "retry in 250");
    BOOST_TEST(notes->lines[3] == "attempt 2 /v2/ai/models");
    BOOST_TEST(has(notes->lines[4], "retry in "));
    BOOST_TEST(notes->lines[5] == "attempt 3 /v2/ai/models");
    BOOST_TEST(notes->lines[6] == "headers 200");
    BOOST_TEST(notes->lines[7] == "finished 200 after 3");
    BOOST_TEST(has(notes->reasons.at(0), "429"));
    network->verify();
}

BOOST_AUTO_TEST_CASE(failed_call_is_told_with_its_status) {
    network->expect("GET", "/v2/ai/models").reply(scripted_reply::json(404, "{}"));
    auto const notes = std::make_shared<notebook>();
    BOOST_CHECK_THROW(call(options().observe(notes)), telnyx::not_found_error);
    BOOST_TEST(notes->lines.back() == "finished 404 after 1 with an error");
}

BOOST_AUTO_TEST_CASE(several_observers_are_told) {
    network->expect("GET", "/v2/ai/models").reply(scripted_reply::json(200, models));
    auto const one = std::make_shared<notebook>();
    auto const other = std::make_shared<notebook>();
    call(options().observe(one).observe(other));
    BOOST_TEST(one->lines.size() == 3u);
    BOOST_TEST(one->lines == other->lines, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(levels_decide_what_is_logged) {
    network->expect("GET", "/v2/ai/models").times(3).reply(scripted_reply::json(200, models));
    BOOST_TEST(log_of(telnyx::log_level::off) == "");
    BOOST_TEST(log_of(telnyx::log_level::warn) == "");
    auto const info = log_of(telnyx::log_level::info);
    BOOST_TEST(has(info, "telnyx info: call 1 GET /ai/models: status 200"));
    BOOST_TEST(!has(info, "attempt 1,"));
}

BOOST_AUTO_TEST_CASE(neither_key_nor_bodies_nor_unknown_headers_are_logged) {
    network->expect("GET", "/v2/ai/models").reply(scripted_reply::json(200, models).header("x-request-id", "abc"));
    auto const text = log_of(telnyx::log_level::debug);
    BOOST_TEST(has(text, "x-request-id=\"abc\""));
    BOOST_TEST(!has(text, "KEY123"));
    BOOST_TEST(!has(text, "hush"));
    BOOST_TEST(!has(text, "secret-of-the-body"));
}

// The key of the fixture is KEY123.
BOOST_AUTO_TEST_CASE(key_that_a_server_echoes_goes_nowhere) {
    auto const told = std::make_shared<collector>();
    std::string shown; // to the caller, the log and observers
    auto const log = std::make_shared<telnyx::log_observer>(
        telnyx::log_level::debug, [&](telnyx::log_level, std::string_view line) { shown.append(line).append("\n"); });
    log->log_bodies();
    auto const settings = options().max_retries(1).max_response_size(100).observe(told).observe(log);
    telnyx::client const observed(io.get_executor(), settings);
    auto const show_http = [&](telnyx::http_info const& http) {
        shown.append(http.headers().text()).append(http.body()).append("\n");
    };
    auto const ask = [&](scripted_reply answer) {
        network->expect("GET", "/v2/ai/models").reply(std::move(answer.may_be_given_up()));
        shown += "--\n";
        try {
            shown.append(run(io, [&] { return observed.ai.retrieve_models(); }).http().headers().text());
        } catch (telnyx::api_response_error const& failure) {
            shown.append(failure.what()).append(failure.message()).append(failure.path());
            for (auto const& each : failure.errors())
                shown.append(each.detail).append(each.code);
            show_http(failure.http());
        } catch (telnyx::api_status_error const& failure) {
            shown.append(failure.what()).append(failure.body());
            for (auto const& each : failure.errors())
                shown.append(each.detail);
            show_http(failure.http());
        }
    };
    auto const echo = std::string("Bearer KEY123");
    ask(scripted_reply::json(200, "{\"data\": [], \"you\": \"" + echo + "\"}")
            .header("x-request-id", echo)
            .header("date", echo));
    ask(scripted_reply(200, "x" + echo, echo));
    ask(scripted_reply::json(200, echo + std::string(200, 'x')));
    ask(scripted_reply::json(200, std::string(96, 'x') + "KEY123" + std::string(200, 'x')));
    ask(scripted_reply::json(200, std::string(96, 'x')).then("KEY123").then(std::string(3000, 'x')));
    ask(scripted_reply::json(200, "{\"a\": 1}").header("content-encoding", "br-KEY123"));
    ask(scripted_reply::json(200, "{\"data\": [{\"KEY123\": "));
    ask(scripted_reply::json(200, "{\"error\": {\"message\": \"" + echo + "\", \"code\": \"KEY123\"}}"));
    ask(scripted_reply::json(200, "{\"data\": null, \"KEY123\": 1}"));
    ask(scripted_reply::json(401, "{\"error\": \"" + echo + "\"}").header("x-KEY123", "KEY123"));
    ask(scripted_reply::text(302, echo).header("location", "https://evil.test/" + echo.substr(7)));
    network->expect("GET", "/v2/ai/models").reply(scripted_reply::text(503, echo).header("retry-after-ms", "1"));
    ask(scripted_reply::text(400, echo + "KEY1"));
    BOOST_TEST(!has(shown, "KEY1"), shown);
    BOOST_TEST(!has(told->text, "KEY1"), told->text);
    BOOST_TEST(has(shown, "[API key]"));
    BOOST_TEST(has(told->text, "x-request-id: Bearer [API key]"));
    BOOST_TEST(has(told->text, "\"you\": \"Bearer [API key]\""));
    network->verify();
}

BOOST_AUTO_TEST_CASE(body_with_the_key_is_the_callers_as_it_came) {
    std::string const body = R"({"data": [{"id": "KEY123", "created": 1, "owned_by": "x"}]})";
    network->expect("GET", "/v2/ai/models").reply(scripted_reply::json(200, body));
    auto const told = std::make_shared<collector>();
    telnyx::client const observed(io.get_executor(), options().observe(told));
    auto const answer = run(io, [&] { return observed.ai.retrieve_models(); });
    BOOST_TEST(answer.http().body() == body);
    BOOST_TEST(answer.data.at(0).id == "KEY123");
    BOOST_TEST(!has(told->text, "KEY123"));
}

BOOST_AUTO_TEST_CASE(key_that_the_caller_sends_elsewhere_is_not_told) {
    auto const told = std::make_shared<collector>();
    telnyx::client const observed(io.get_executor(), options().observe(told).header("x-api-key", "KEY123"));
    network->expect("POST", "/v2/x").reply(scripted_reply::json(200, "{}"));
    auto const wanted = telnyx::request_options().query("key", "KEY123");
    run(io, observed.post("/x", {{"key", "KEY123"}}, wanted));
    BOOST_TEST(network->requests().at(0).headers.get("x-api-key").value() == "KEY123");
    BOOST_TEST(network->requests().at(0).query() == "key=KEY123");
    BOOST_TEST(!has(told->text, "KEY123"));
    BOOST_TEST(has(told->text, "x-api-key: [API key]"));
}

BOOST_AUTO_TEST_CASE(bodies_are_logged_when_asked_for) {
    network->expect("GET", "/v2/ai/models").reply(scripted_reply::json(200, models));
    std::string text;
    auto const log = std::make_shared<telnyx::log_observer>(
        telnyx::log_level::debug, [&](telnyx::log_level, std::string_view line) { text.append(line); });
    log->log_bodies();
    call(options().observe(log));
    BOOST_TEST(has(text, "secret-of-the-body"));
    BOOST_TEST(!has(text, "KEY123"));
}

BOOST_AUTO_TEST_CASE(log_that_cannot_be_written_does_not_break_a_call) {
    network->expect("GET", "/v2/ai/models").reply(scripted_reply::json(200, models));
    call(options().log(telnyx::log_level::debug).log_to([](telnyx::log_level, std::string_view) {
        throw std::runtime_error("disk full");
    }));
    network->verify();
}

BOOST_AUTO_TEST_CASE(names_of_levels_are_read_and_written) {
    BOOST_TEST((telnyx::parse_log_level("debug") == telnyx::log_level::debug));
    BOOST_TEST(!telnyx::parse_log_level("loud").has_value());
    BOOST_TEST(telnyx::to_string(telnyx::log_level::warn) == "warn");
}

BOOST_AUTO_TEST_SUITE_END()
