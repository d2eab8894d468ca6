#include "telnyx/core/call.hpp"

#include "support/scripted_fixture.hpp"
#include "telnyx/ai/chat.hpp"
#include "telnyx/ai/models.hpp"
#include "telnyx/errors.hpp"

#include <boost/asio/error.hpp>
#include <boost/json/parse.hpp>
#include <boost/test/unit_test.hpp>

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using namespace std::chrono_literals;
using boost::asio::awaitable;
using telnyx::errc;
using telnyx::request_options;
using telnyx::testing::manual_clock;
using telnyx::testing::scripted_reply;
using telnyx::testing::sleeping;
using telnyx::tests::models_json;
using telnyx::tests::run;
using telnyx::tests::run_ready;
using telnyx::tests::task;
using durations = std::vector<manual_clock::duration>;

constexpr char completion_json[] = R"({"choices": [{"index": 0, "message": {"content": "hello"}}]})";

scripted_reply models() {
    return scripted_reply::json(200, models_json).header("x-request-id", "req-1");
}

scripted_reply status(int code) {
    return scripted_reply::json(code, R"({"errors": [{"code": "7", "title": "Oops"}]})")
        .header("x-request-id", "req-2");
}

bool holds(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

struct fixture : telnyx::tests::scripted_fixture {
    telnyx::response<telnyx::ai::model_list> get(request_options const& options = request_options()) {
        return run(io, client.ai.retrieve_models(options));
    }

    telnyx::response<telnyx::ai::chat_completion> post(request_options const& options = request_options()) {
        return run(io, client.ai.chat.create_completion(hello, options));
    }

    void answer_get(scripted_reply answer) { network->expect("GET", "/v2/ai/models").reply(std::move(answer)); }
    void answer_post(scripted_reply answer) {
        network->expect("POST", "/v2/ai/chat/completions").reply(std::move(answer));
    }

    /// The error of a call that must fail.
    template <class Error, class Call>
    Error failure_of(Call call) {
        try {
            call();
        } catch (Error const& failure) {
            return failure;
        }
        throw std::logic_error("the call has succeeded");
    }

    /// The error of `retrieve_models()` when it gets this answer.
    telnyx::api_response_error refused(scripted_reply answer) {
        answer_get(std::move(answer));
        auto failure = failure_of<telnyx::api_response_error>([this] { get(); });
        BOOST_TEST(failure.operation() == "GET /ai/models");
        BOOST_TEST(failure.attempts() == 1);
        return failure;
    }

    std::vector<std::string> retry_counts() const {
        std::vector<std::string> counts;
        for (auto const& each : network->requests())
            counts.emplace_back(each.headers.get("x-stainless-retry-count").value_or("(none)"));
        return counts;
    }

    telnyx::ai::chat_completion_params hello{.messages = {telnyx::ai::user_message("hi")}};
};

/// A body source that may be rewound a number of times.
class rewindable_source final : public telnyx::body_source {
  public:
    explicit rewindable_source(int rewinds) : rewinds_(rewinds) {}

    std::optional<std::uint64_t> size() const override { return 5; }
    awaitable<std::string_view> read() override { co_return std::exchange(rest_, {}); }
    bool rewind() override {
        rest_ = "bytes";
        return rewinds_-- > 0;
    }

  private:
    int rewinds_;
    std::string_view rest_ = "bytes";
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(call_tests, fixture)

// Answers.

BOOST_AUTO_TEST_CASE(gives_the_value_and_the_http_side) {
    answer_get(models().pieces(1).waits());
    auto const answer = get();
    BOOST_TEST_REQUIRE(answer.data.size() == 1u);
    BOOST_TEST(answer.data[0].id == "m");
    BOOST_TEST(answer.http().status() == 200);
    BOOST_TEST(answer.http().request_id() == "req-1");
    BOOST_TEST(answer.http().content_type() == "application/json");
    BOOST_TEST(answer.http().body() == models_json);
    BOOST_TEST(answer.http().attempts() == 1);

    auto const sent = network->requests().at(0);
    BOOST_TEST(sent.method == "GET");
    BOOST_TEST(sent.target == "/v2/ai/models");
    BOOST_TEST(sent.origin.authority() == "api.test");
}

BOOST_AUTO_TEST_CASE(any_kind_of_json_is_taken) {
    for (auto const* const type : {"application/json", "Application/JSON; charset=utf-8", "application/problem+json",
                                   "application/vnd.api+JSON ;x=y", ""}) {
        answer_get(scripted_reply(201, models_json, type));
        BOOST_TEST(get().data.size() == 1u, type);
    }
}

BOOST_AUTO_TEST_CASE(response_of_another_type_is_refused) {
    for (auto const* const type :
         {"text/html", "text/plain", "application/jsonx", "json", "text/event-stream", "+json"}) {
        auto const failure = refused(scripted_reply(200, models_json, type).header("x-request-id", "req-1"));
        BOOST_TEST((failure.code() == errc::malformed_response), type);
        BOOST_TEST(failure.status() == 200);
        BOOST_TEST(failure.request_id() == "req-1");
        BOOST_TEST(failure.path() == "");
    }
    auto const html = refused(scripted_reply(200, "<html>\n<h1>Welcome to the hotel</h1></html>", "text/html"));
    BOOST_TEST(holds(html.what(), "expected JSON"));
    BOOST_TEST(holds(html.what(), "<html> <h1>Welcome"));
    BOOST_TEST(holds(html.what(), "GET /ai/models: "));
}

BOOST_AUTO_TEST_CASE(broken_json_is_refused) {
    for (std::string const body :
         {"{", "{\"data\": [}", "{\"data\": []} x", "nope", "\xff", "{\"data\": [\"\xff\"]}", "{'data': []}", "[1,]"}) {
        auto const failure = refused(scripted_reply::json(200, body).header("x-request-id", "req-1"));
        BOOST_TEST((failure.code() == errc::malformed_response), body);
        BOOST_TEST(failure.request_id() == "req-1");
        BOOST_TEST(failure.http().body() == body);
    }
}

BOOST_AUTO_TEST_CASE(json_of_another_shape_is_refused_with_the_path) {
    auto const path_of = [this](std::string const& body) {
        BOOST_TEST_INFO(body);
        return refused(scripted_reply::json(200, body)).path();
    };
    BOOST_TEST(path_of("[]") == "");
    BOOST_TEST(path_of("{}") == "data");
    BOOST_TEST(path_of(R"({"data": 1})") == "data");
    BOOST_TEST(path_of(R"({"data": [{"id": "m", "created": 1, "owned_by": "o"}, {"id": 7}]})") == "data[1].id");
    BOOST_TEST(path_of(R"({"data": [{"id": "m", "created": 1.5, "owned_by": "o"}]})") == "data[0].created");
    BOOST_TEST(path_of(R"({"data": [{"id": "m", "created": 1}]})") == "data[0].owned_by");
}

BOOST_AUTO_TEST_CASE(empty_response_is_refused_where_a_value_is_due) {
    for (int const code : {200, 204}) {
        auto const failure = refused(scripted_reply(code).header("x-request-id", "req-1"));
        BOOST_TEST((failure.code() == errc::malformed_response));
        BOOST_TEST(failure.status() == code);
        BOOST_TEST(failure.request_id() == "req-1");
    }
}

BOOST_AUTO_TEST_CASE(json_that_is_nested_too_deeply_is_refused) {
    auto const nested = [](int levels) {
        return R"({"data": [], "x": )" + std::string(static_cast<std::size_t>(levels), '[') +
               std::string(static_cast<std::size_t>(levels), ']') + "}";
    };
    answer_get(scripted_reply::json(200, nested(63)));
    BOOST_TEST(get().data.empty());
    BOOST_TEST((refused(scripted_reply::json(200, nested(64))).code() == errc::malformed_response));
    refused(scripted_reply::json(200, nested(1'000'000)));

    client = telnyx::client(io.get_executor(), options().max_json_depth(5));
    refused(scripted_reply::json(200, nested(5)));
}

BOOST_AUTO_TEST_CASE(response_that_is_too_large_is_given_up) {
    std::string const body = R"({"data": [], "x": ")" + std::string(5000, 'x') + "\"}";
    client = telnyx::client(io.get_executor(), options().max_response_size(4000));
    auto const failure =
        refused(scripted_reply::json(200, body).header("x-request-id", "req-1").pieces(1000).waits().may_be_given_up());
    BOOST_TEST((failure.code() == errc::response_too_large));
    BOOST_TEST(failure.status() == 200);
    BOOST_TEST(failure.request_id() == "req-1");
    BOOST_TEST(failure.http().body() == body.substr(0, 1000));
    BOOST_TEST(failure.http().attempts() == 1);
    BOOST_TEST(holds(failure.what(), "4000"));

    answer_get(scripted_reply::json(200, body).pieces(1000));
    BOOST_TEST(get(request_options().max_response_size(body.size())).http().body().size() == body.size());
    answer_get(scripted_reply::json(200, body).pieces(1000).may_be_given_up());
    BOOST_CHECK_THROW(get(request_options().max_response_size(body.size() - 1)), telnyx::api_response_error);
}

BOOST_AUTO_TEST_CASE(calls_without_a_type_take_whatever_comes) {
    network->expect("DELETE", "/v2/x").reply(scripted_reply(204));
    BOOST_TEST(run(io, client.delete_("/x")).json.is_null());
    network->expect("GET", "/v2/x").reply(scripted_reply::text(200, "hi"));
    auto const text = run(io, client.get("/x"));
    BOOST_TEST(text.json.is_null());
    BOOST_TEST(text.http().body() == "hi");
    network->expect("PUT", "/v2/x").with_json({{"a", 1}, {"b", 2}}).reply(scripted_reply::json(200, "[1]"));
    BOOST_TEST(run(io, client.put("/x", {{"a", 1}}, request_options().body_field("b", 2))).json ==
               boost::json::parse("[1]"));
    network->expect("GET", "/v2/x").reply(scripted_reply::json(200, "[1"));
    BOOST_CHECK_THROW(run(io, client.get("/x")), telnyx::api_response_error);
}

// What the client adds to each request.

BOOST_AUTO_TEST_CASE(query_of_the_client_goes_with_every_request) {
    client = telnyx::client(io.get_executor(),
                            options().query("api-version", "1").query("a b", "\xc3\xa9&").query("api-version", "2"));
    auto const target_of = [this](auto call) {
        network->expect("GET", "/v2/x").reply(scripted_reply::json(200, "{}"));
        run(io, call());
        return network->requests().back().target;
    };
    BOOST_TEST(target_of([&] { return client.get("/x"); }) == "/v2/x?a%20b=%C3%A9%26&api-version=2");
    BOOST_TEST(target_of([&] { return client.get("/x", request_options().query("api-version", "3")); }) ==
               "/v2/x?api-version=3&a%20b=%C3%A9%26");
    BOOST_TEST(target_of([&] { return client.get("/x?api-version=4&a%20b"); }) == "/v2/x?api-version=4&a%20b");
    BOOST_CHECK_THROW(options().query("\xff", "1"), telnyx::invalid_argument_error);
    BOOST_CHECK_THROW(options().query("a", "\xff"), telnyx::invalid_argument_error);
}

BOOST_AUTO_TEST_CASE(query_of_the_client_is_sent_once_over_retries) {
    client = telnyx::client(io.get_executor(), options().query("v", "1"));
    answer_get(status(503).header("retry-after-ms", "1"));
    answer_get(models());
    get();
    BOOST_TEST(network->requests().at(1).target == "/v2/ai/models?v=1");
}

BOOST_AUTO_TEST_CASE(count_of_retries_of_the_callers_stays) {
    auto const counts = [this](telnyx::client_options const& settings, request_options const& wanted) {
        client = telnyx::client(io.get_executor(), settings);
        auto const before = network->requests().size();
        answer_get(status(503).header("retry-after-ms", "1"));
        answer_get(status(503).header("retry-after-ms", "1"));
        answer_get(models());
        get(wanted);
        auto all = retry_counts();
        return std::vector<std::string>(all.begin() + static_cast<std::ptrdiff_t>(before), all.end());
    };
    using texts = std::vector<std::string>;
    BOOST_TEST(counts(options(), request_options()) == (texts{"0", "1", "2"}), boost::test_tools::per_element());
    BOOST_TEST(counts(options(), request_options().header("x-stainless-retry-count", "7")) == (texts{"7", "7", "7"}),
               boost::test_tools::per_element());
    BOOST_TEST(counts(options().header("X-Stainless-Retry-Count", "0"), request_options()) == (texts{"0", "0", "0"}),
               boost::test_tools::per_element());
    BOOST_TEST(counts(options(), request_options().without_header("x-stainless-retry-count")) ==
                   (texts{"(none)", "(none)", "(none)"}),
               boost::test_tools::per_element());
}

// Error statuses.

BOOST_AUTO_TEST_CASE(error_status_is_thrown_as_its_class_with_all_there_is_to_know) {
    network->expect("POST", "/v2/ai/chat/completions")
        .reply(scripted_reply::json(422, R"({"errors": [{"code": "10015", "title": "Bad", "detail": "too large",
                                             "source": {"pointer": "/n"}}]})")
                   .header("x-request-id", "req-9")
                   .header("x-other", "y")
                   .pieces(3)
                   .waits());
    auto const failure = failure_of<telnyx::unprocessable_entity_error>([this] { post(); });
    BOOST_TEST(failure.status() == 422);
    BOOST_TEST(failure.request_id() == "req-9");
    BOOST_TEST(failure.http().headers().get("X-Other").value() == "y");
    BOOST_TEST_REQUIRE(failure.errors().size() == 1u);
    BOOST_TEST(failure.errors()[0].pointer == "/n");
    BOOST_TEST(failure.operation() == "POST /ai/chat/completions");
    BOOST_TEST(failure.attempts() == 1);
    BOOST_TEST(failure.http().attempts() == 1);
    BOOST_TEST(failure.what() == R"(POST /ai/chat/completions: the server answered 422: "Bad: too large" at "/n" )"
                                 R"((code "10015"), request id "req-9")");
}

BOOST_AUTO_TEST_CASE(error_response_that_breaks_off_still_tells_the_status) {
    answer_get(scripted_reply(404, R"({"errors": [)", "application/json").then_reset(boost::asio::error::eof));
    auto const failure = failure_of<telnyx::not_found_error>([this] { get(); });
    BOOST_TEST(failure.body() == R"({"errors": [)");

    answer_get(scripted_reply(409, "a", "text/plain")
                   .header("x-should-retry", "false")
                   .then_failure(telnyx::api_response_error(errc::response_too_large, "a chunk header", {}, {})));
    BOOST_TEST(failure_of<telnyx::conflict_error>([this] { get(); }).body() == "a");

    answer_get(scripted_reply(403, "a", "text/plain").then_time_out(errc::silence_timeout));
    BOOST_TEST(failure_of<telnyx::permission_denied_error>([this] { get(); }).body() == "a");
}

BOOST_AUTO_TEST_CASE(endless_error_response_is_given_up) {
    std::string const much(100'000, 'x');
    scripted_reply endless(400, much, "text/plain");
    for (int i = 0; i < 20; ++i)
        endless.then(much);
    answer_get(endless.may_be_given_up());
    auto const failure = failure_of<telnyx::bad_request_error>([this] { get(); });
    BOOST_TEST(failure.body().size() >= 1024u * 1024);
    BOOST_TEST(failure.body().size() < 1024u * 1024 + much.size());
    BOOST_TEST(std::string_view(failure.what()).size() < 1000u);
}

BOOST_AUTO_TEST_CASE(no_message_holds_the_key) {
    std::vector<std::string> texts;
    auto const collect = [&](scripted_reply answer) {
        answer_get(std::move(answer));
        texts.emplace_back(failure_of<telnyx::error>([this] { get(request_options().max_retries(0)); }).what());
    };
    collect(status(401));
    collect(status(500));
    collect(scripted_reply::reset(boost::asio::error::connection_refused));
    collect(scripted_reply::time_out(errc::response_timeout));
    collect(scripted_reply::json(200, "{"));
    collect(scripted_reply::text(200, "x"));
    for (auto const& text : texts)
        BOOST_TEST(!holds(text, "KEY123"), text);
}

// Retries.

BOOST_AUTO_TEST_CASE(some_statuses_are_tried_again) {
    for (int const code : {408, 409, 429, 500, 502, 503, 599}) {
        answer_post(status(code));
        answer_post(scripted_reply::json(200, completion_json));
        BOOST_TEST(post().http().attempts() == 2, code);
    }
    for (int const code : {400, 401, 403, 404, 405, 410, 418, 422}) {
        answer_get(status(code));
        BOOST_TEST(failure_of<telnyx::api_status_error>([this] { get(); }).attempts() == 1, code);
    }
}

BOOST_AUTO_TEST_CASE(each_attempt_says_its_number) {
    answer_get(status(503));
    answer_get(scripted_reply::reset(boost::asio::error::connection_reset));
    answer_get(models());
    BOOST_TEST(get().http().attempts() == 3);
    BOOST_TEST(retry_counts() == (std::vector<std::string>{"0", "1", "2"}), boost::test_tools::per_element());

    answer_get(status(503));
    answer_get(models());
    get(request_options().without_header("x-stainless-retry-count"));
    BOOST_TEST(retry_counts().at(3) == "(none)");
    BOOST_TEST(retry_counts().at(4) == "(none)");
}

BOOST_AUTO_TEST_CASE(all_attempts_are_the_same_but_for_their_number) {
    answer_post(status(500));
    answer_post(scripted_reply::time_out(errc::response_timeout));
    answer_post(scripted_reply::json(200, completion_json));
    post(request_options().query("a", "b").header("x-a", "b"));
    auto sent = network->requests();
    for (auto& each : sent) {
        each.headers.remove("x-stainless-retry-count");
        BOOST_TEST(each.target == "/v2/ai/chat/completions?a=b");
        BOOST_TEST(each.body == R"({"messages":[{"role":"user","content":"hi"}]})");
        BOOST_TEST(each.headers.text() == sent[0].headers.text());
    }
}

BOOST_AUTO_TEST_CASE(last_failure_is_thrown_when_there_are_no_retries_left) {
    answer_get(status(500));
    answer_get(status(503));
    answer_get(status(429));
    auto const failure = failure_of<telnyx::rate_limit_error>([this] { get(); });
    BOOST_TEST(failure.attempts() == 3);
    BOOST_TEST(failure.http().attempts() == 3);
    BOOST_TEST(holds(failure.what(), "(after 3 attempts)"));
    BOOST_TEST(time->pauses().size() == 2u);
}

BOOST_AUTO_TEST_CASE(number_of_retries_can_be_set) {
    for (int const retries : {0, 1, 4}) {
        network->expect("GET", "/*").times(static_cast<std::size_t>(retries) + 1).reply(status(503));
        auto const failure =
            failure_of<telnyx::internal_server_error>([&] { get(request_options().max_retries(retries)); });
        BOOST_TEST(failure.attempts() == retries + 1);
    }
    client = telnyx::client(io.get_executor(), options().max_retries(0));
    answer_get(status(503));
    BOOST_TEST(failure_of<telnyx::internal_server_error>([this] { get(); }).attempts() == 1);
    answer_get(status(503));
    answer_get(models());
    BOOST_TEST(get(request_options().max_retries(1)).http().attempts() == 2);
}

BOOST_AUTO_TEST_CASE(pauses_grow_and_vary) {
    network->expect("GET", "/*").times(6).reply(status(503));
    failure_of<telnyx::internal_server_error>([this] { get(request_options().max_retries(5)); });
    auto const pauses = time->pauses();
    BOOST_TEST_REQUIRE(pauses.size() == 5u);
    manual_clock::duration longest = 500ms;
    for (auto const pause : pauses) {
        BOOST_TEST((pause <= longest && pause >= longest * 3 / 4));
        longest = std::min<manual_clock::duration>(longest * 2, 8s);
    }
}

BOOST_AUTO_TEST_CASE(server_can_ask_for_the_pause) {
    answer_get(status(429).header("retry-after", "3"));
    answer_get(status(503).header("retry-after-ms", "20"));
    answer_get(models());
    get();
    BOOST_TEST((time->pauses() == durations{3s, 20ms}));

    time->set_wall_time(std::chrono::sys_days(std::chrono::year(2026) / 7 / 22));
    answer_get(status(503).header("retry-after", "Wed, 22 Jul 2026 00:00:09 GMT"));
    answer_get(models());
    get();
    BOOST_TEST((time->pauses().back() == 9s));
}

BOOST_AUTO_TEST_CASE(pause_that_is_too_long_fails_the_call_at_once) {
    answer_get(status(429).header("retry-after", "61"));
    BOOST_TEST(failure_of<telnyx::rate_limit_error>([this] { get(); }).attempts() == 1);

    client = telnyx::client(io.get_executor(), options().max_retry_delay(1s));
    answer_get(status(429).header("retry-after", "2"));
    BOOST_TEST(failure_of<telnyx::rate_limit_error>([this] { get(); }).attempts() == 1);
    BOOST_TEST(time->pauses().empty());
}

BOOST_AUTO_TEST_CASE(pause_that_would_outlast_the_deadline_fails_the_call_at_once) {
    answer_get(status(429).header("retry-after", "10"));
    auto const asked = failure_of<telnyx::rate_limit_error>([this] { get(request_options().deadline(10s)); });
    BOOST_TEST(asked.attempts() == 1);
    answer_get(scripted_reply::reset(boost::asio::error::connection_reset));
    auto const broken = failure_of<telnyx::api_connection_error>([this] { get(request_options().deadline(100ms)); });
    BOOST_TEST(broken.attempts() == 1);
    BOOST_TEST(time->pauses().empty());

    answer_get(status(429).header("retry-after", "10"));
    answer_get(models());
    get(request_options().deadline(11s));
    BOOST_TEST((time->pauses() == durations{10s}));
}

BOOST_AUTO_TEST_CASE(deadline_spans_all_attempts_and_the_timeout_each) {
    auto const start = time->now();
    answer_get(status(503).header("retry-after", "4"));
    answer_get(models());
    get(request_options().deadline(30s).timeout(5s));
    auto const sent = network->requests();
    BOOST_TEST((sent[0].limits.finish_by - start == 30s));
    BOOST_TEST((sent[1].limits.finish_by - start == 30s));
    BOOST_TEST((sent[0].limits.headers_by - start == 5s));
    BOOST_TEST((sent[1].limits.headers_by - start == 9s));
}

BOOST_AUTO_TEST_CASE(time_spent_in_attempts_counts_towards_the_deadline) {
    answer_get(status(503).header("retry-after", "4").then_call([this] { time->advance(7s); }));
    BOOST_TEST(failure_of<telnyx::internal_server_error>([this] { get(request_options().deadline(10s)); }).attempts() ==
               1);
    BOOST_TEST(time->pauses().empty());
}

BOOST_AUTO_TEST_CASE(broken_connections_and_timeouts_are_tried_again) {
    for (errc const limit : {errc::connect_timeout, errc::response_timeout}) {
        answer_post(scripted_reply::time_out(limit));
        answer_post(scripted_reply::json(200, completion_json));
        BOOST_TEST(post().http().attempts() == 2);
    }
    answer_post(scripted_reply::reset(boost::asio::error::connection_refused));
    answer_post(scripted_reply::reset(boost::asio::error::host_not_found));
    answer_post(scripted_reply::json(200, completion_json));
    BOOST_TEST(post().http().attempts() == 3);
}

BOOST_AUTO_TEST_CASE(what_a_retry_cannot_mend_is_not_tried_again) {
    auto const attempts = [this](scripted_reply answer) {
        answer_get(std::move(answer));
        return failure_of<telnyx::api_error>([this] { get(); }).attempts();
    };
    BOOST_TEST(attempts(scripted_reply::failure(telnyx::certificate_error({}, "unknown authority"))) == 1);
    BOOST_TEST(attempts(scripted_reply::time_out(errc::deadline_exceeded)) == 1);
    BOOST_TEST(attempts(scripted_reply::reset(errc::client_closed)) == 1);
    BOOST_TEST(attempts(scripted_reply::failure(telnyx::api_user_abort_error())) == 1);
    BOOST_TEST(attempts(scripted_reply::failure(
                   telnyx::api_response_error(errc::response_too_large, "head too large", {}, {}))) == 1);
    BOOST_TEST(time->pauses().empty());
}

BOOST_AUTO_TEST_CASE(error_of_a_broken_connection_keeps_its_class_and_code) {
    network->expect("GET", "/*").times(3).reply(scripted_reply::reset(boost::asio::error::connection_refused));
    auto const broken = failure_of<telnyx::api_connection_error>([this] { get(); });
    BOOST_TEST((broken.code() == boost::asio::error::connection_refused));
    BOOST_TEST(broken.operation() == "GET /ai/models");
    BOOST_TEST(broken.attempts() == 3);
    network->expect("GET", "/*").times(3).reply(scripted_reply::time_out(errc::connect_timeout));
    auto const late = failure_of<telnyx::api_timeout_error>([this] { get(); });
    BOOST_TEST((late.code() == errc::connect_timeout));
}

BOOST_AUTO_TEST_CASE(after_a_success_status_only_what_may_be_repeated_is) {
    auto const cut = [](char const* body) {
        return scripted_reply(200, std::string(body).substr(0, 20), "application/json")
            .then_reset(boost::asio::error::eof);
    };
    answer_get(cut(models_json));
    answer_get(models());
    BOOST_TEST(get().http().attempts() == 2);

    answer_post(cut(completion_json));
    auto const broken = failure_of<telnyx::api_connection_error>([this] { post(); });
    BOOST_TEST(broken.attempts() == 1);
    BOOST_TEST((broken.code() == boost::asio::error::eof));

    answer_post(scripted_reply(200, "{", "application/json").then_time_out(errc::silence_timeout));
    BOOST_TEST(failure_of<telnyx::api_timeout_error>([this] { post(); }).attempts() == 1);

    for (auto const* const method : {"PUT", "DELETE"}) {
        network->expect(method, "/v2/x").reply(cut(models_json));
        network->expect(method, "/v2/x").reply(scripted_reply(204));
    }
    BOOST_TEST(run(io, client.put("/x", {{"a", 1}})).http().attempts() == 2);
    BOOST_TEST(run(io, client.delete_("/x")).http().attempts() == 2);
    network->expect("PATCH", "/v2/x").reply(cut(models_json));
    BOOST_CHECK_THROW(run(io, client.patch("/x", {{"a", 1}})), telnyx::api_connection_error);
}

BOOST_AUTO_TEST_CASE(response_that_cannot_be_read_is_not_asked_for_again) {
    answer_get(scripted_reply::json(200, "{"));
    BOOST_TEST(failure_of<telnyx::api_response_error>([this] { get(); }).attempts() == 1);
}

BOOST_AUTO_TEST_CASE(server_decides_about_retries_when_it_says_so) {
    answer_post(status(400).header("x-should-retry", "true"));
    answer_post(status(503).header("x-should-retry", "false"));
    auto const failure = failure_of<telnyx::internal_server_error>([this] { post(); });
    BOOST_TEST(failure.attempts() == 2);
}

BOOST_AUTO_TEST_CASE(streamed_body_is_rewound_or_not_sent_again) {
    auto const upload = [this](int rewinds) {
        telnyx::core::prepared_request request("POST", "/upload", request_options());
        request.streamed_body(std::make_shared<rewindable_source>(rewinds), "text/plain");
        auto const core = telnyx::core::make_client_core<void>(io.get_executor(), options());
        return run(io, telnyx::core::call_untyped(core, std::move(request)));
    };
    network->expect("POST", "/v2/upload").with_header("content-type", "text/plain").reply(status(503));
    network->expect("POST", "/v2/upload").reply(scripted_reply(204));
    BOOST_TEST(upload(1).http().attempts() == 2);
    BOOST_TEST(network->requests().at(0).body == "bytes");
    BOOST_TEST(network->requests().at(1).body == "bytes");

    network->expect("POST", "/v2/upload").reply(status(503));
    BOOST_TEST(failure_of<telnyx::internal_server_error>([&] { upload(0); }).attempts() == 1);
}

BOOST_AUTO_TEST_CASE(what_a_transport_throws_besides_is_passed_on) {
    answer_get(scripted_reply::failure(std::runtime_error("broken transport")));
    BOOST_CHECK_THROW(get(), std::runtime_error);
    BOOST_TEST(network->requests().size() == 1u);
}

// Input.

BOOST_AUTO_TEST_CASE(parameters_are_taken_over_before_the_wait) {
    answer_post(scripted_reply::json(200, completion_json));
    auto options_of_call = std::make_unique<request_options>();
    options_of_call->query("a", "b").header("x-a", "b").body_field("seed", 7);
    auto params = std::make_unique<telnyx::ai::chat_completion_params>(hello);
    auto call = client.ai.chat.create_completion(*params, *options_of_call);
    params->messages->at(0).content = "changed";
    params.reset();
    options_of_call.reset();
    BOOST_TEST(run(io, std::move(call)).choices.size() == 1u);
    auto const sent = network->requests().at(0);
    BOOST_TEST(sent.body == R"({"messages":[{"role":"user","content":"hi"}],"seed":7})");
    BOOST_TEST(sent.target == "/v2/ai/chat/completions?a=b");
    BOOST_TEST(sent.headers.get("x-a").value() == "b");
}

BOOST_AUTO_TEST_CASE(call_that_is_never_awaited_sends_nothing) {
    { auto const forgotten = client.ai.chat.create_completion(hello); }
    run_ready(io);
    BOOST_TEST(network->requests().empty());
}

BOOST_AUTO_TEST_CASE(input_that_cannot_be_sent_is_refused_at_once) {
    telnyx::ai::chat_completion_params bad{.messages = {telnyx::ai::user_message("\xff")}};
    auto const failure =
        failure_of<telnyx::invalid_argument_error>([&] { static_cast<void>(client.ai.chat.create_completion(bad)); });
    BOOST_TEST(failure.parameter() == "messages[0].content");
    telnyx::ai::chat_completion_params not_a_number{.messages = {telnyx::ai::user_message("x")},
                                                    .temperature = std::numeric_limits<double>::quiet_NaN()};
    BOOST_TEST(failure_of<telnyx::invalid_argument_error>([&] {
                   static_cast<void>(client.ai.chat.stream_completion(not_a_number));
               }).parameter() == "temperature");
    for (auto const* const path : {"", "x", "/a b", "/a#b", "/\xc3\xa9", "/{id}"})
        BOOST_CHECK_THROW(static_cast<void>(client.get(path)), telnyx::invalid_argument_error);
}

// Cancellation and lifetimes.

BOOST_AUTO_TEST_CASE(call_can_be_cancelled_while_it_waits_for_the_head) {
    answer_get(scripted_reply::silence());
    task call(io, client.ai.retrieve_models());
    run_ready(io);
    call.cancel();
    auto const failure = failure_of<telnyx::api_user_abort_error>([&] { call.get(); });
    BOOST_TEST(failure.operation() == "GET /ai/models");
    BOOST_TEST(failure.attempts() == 1);
    BOOST_TEST((failure.code() == boost::asio::error::operation_aborted));
}

BOOST_AUTO_TEST_CASE(call_can_be_cancelled_while_it_reads_the_body) {
    for (int const code : {200, 500}) {
        answer_get(scripted_reply(code, "{", "application/json").then_stall());
        task call(io, client.ai.retrieve_models());
        run_ready(io);
        call.cancel();
        auto const failure = failure_of<telnyx::api_user_abort_error>([&] { call.get(); });
        BOOST_TEST(failure.operation() == "GET /ai/models");
    }
}

BOOST_AUTO_TEST_CASE(call_can_be_cancelled_in_the_pause_before_a_retry) {
    time = std::make_shared<manual_clock>(sleeping::waits);
    client = telnyx::client(io.get_executor(), options());
    answer_get(status(503));
    answer_get(scripted_reply::silence());
    task call(io, client.ai.retrieve_models());
    run_ready(io);
    BOOST_TEST(time->sleepers() == 1u);
    time->advance(500ms);
    run_ready(io);
    BOOST_TEST(network->requests().size() == 2u);
    call.cancel();
    BOOST_TEST(failure_of<telnyx::api_user_abort_error>([&] { call.get(); }).attempts() == 2);

    answer_get(status(503));
    task other(io, client.ai.retrieve_models());
    run_ready(io);
    BOOST_TEST(time->sleepers() == 1u);
    other.cancel();
    auto const failure = failure_of<telnyx::api_user_abort_error>([&] { other.get(); });
    BOOST_TEST(failure.operation() == "GET /ai/models");
    BOOST_TEST(failure.attempts() == 1);
    BOOST_TEST(time->sleepers() == 0u);
}

BOOST_AUTO_TEST_CASE(cancellation_at_any_moment_is_reported_in_the_same_way) {
    network->expect("GET", "/v2/ai/models").always().reply(models().waits().pieces(20).may_be_given_up());
    int whole = 0;
    int cancelled = 0;
    // From the first handler on: newer Asio ends a coroutine that has not begun, in its own way.
    for (int handlers = 1; handlers < 40; ++handlers) {
        task call(io, client.ai.retrieve_models());
        io.restart();
        for (int i = 0; i < handlers; ++i)
            io.poll_one();
        call.cancel();
        try {
            call.get();
            ++whole;
        } catch (telnyx::api_user_abort_error const& failure) {
            BOOST_TEST(failure.operation() == "GET /ai/models");
            ++cancelled;
        }
    }
    BOOST_TEST(whole > 0);
    BOOST_TEST(cancelled > 0);
}

BOOST_AUTO_TEST_CASE(call_outlives_the_client) {
    answer_get(status(503));
    answer_get(models().waits());
    auto other = std::make_unique<telnyx::client>(io.get_executor(), options());
    task call(io, other->ai.retrieve_models());
    other.reset();
    BOOST_TEST(call.get().data.size() == 1u);
}

BOOST_AUTO_TEST_CASE(call_that_goes_away_with_its_context_leaves_nothing_behind) {
    answer_get(scripted_reply::silence());
    {
        boost::asio::io_context other_io;
        telnyx::client const other(other_io.get_executor(), options());
        task call(other_io, other.ai.retrieve_models());
        run_ready(other_io);
        BOOST_TEST(network->statistics().in_use == 1u);
    }
    BOOST_TEST(network->statistics().in_use == 0u);
}

BOOST_AUTO_TEST_CASE(closed_client_lets_nothing_in) {
    run(io, client.close());
    auto const failure = failure_of<telnyx::api_connection_error>([this] { get(); });
    BOOST_TEST((failure.code() == errc::client_closed));
    BOOST_TEST(failure.attempts() == 1);
    BOOST_TEST(network->requests().empty());
}

BOOST_AUTO_TEST_CASE(abort_breaks_calls_off) {
    answer_get(scripted_reply::silence());
    task call(io, client.ai.retrieve_models());
    run_ready(io);
    client.abort();
    auto const failure = failure_of<telnyx::api_connection_error>([&] { call.get(); });
    BOOST_TEST((failure.code() == errc::client_closed));
    BOOST_TEST(network->requests().size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
