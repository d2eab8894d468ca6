#include "telnyx/options/request_options.hpp"

#include "support/scripted_fixture.hpp"
#include "telnyx/ai/chat.hpp"
#include "telnyx/ai/models.hpp"

#include <boost/json/parse.hpp>
#include <boost/test/unit_test.hpp>

#include <limits>
#include <string>

namespace {

using namespace std::chrono_literals;
using telnyx::request_options;
using telnyx::testing::scripted_reply;
using telnyx::tests::run;

struct fixture : telnyx::tests::scripted_fixture {
    telnyx::testing::scripted_request models_request(request_options const& options) {
        network->expect("GET", "/v2/ai/models").reply(scripted_reply::json(200, R"({"data": []})"));
        run(io, client.ai.retrieve_models(options));
        return network->requests().back();
    }

    telnyx::testing::scripted_request chat_request(request_options const& options) {
        network->expect("POST", "/v2/ai/chat/completions").reply(scripted_reply::json(200, R"({"choices": []})"));
        run(io, client.ai.chat.create_completion(hello, options));
        return network->requests().back();
    }

    telnyx::ai::chat_completion_params hello{.messages = {telnyx::ai::user_message("hi")}, .model = "m"};
};

std::string header(telnyx::testing::scripted_request const& sent, std::string_view name) {
    return std::string(sent.headers.get(name).value_or("(none)"));
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(request_options_tests, fixture)

BOOST_AUTO_TEST_CASE(limits_of_the_client_apply_unless_the_call_has_its_own) {
    telnyx::client const other(
        io.get_executor(),
        options().timeout(5s).connect_timeout(2s).silence_timeout(3s).deadline(9s).max_header_size(1000));
    network->expect("GET", "/v2/ai/models").times(2).reply(scripted_reply::json(200, R"({"data": []})"));
    auto const now = time->now();

    run(io, other.ai.retrieve_models());
    auto const standard = network->requests().back().limits;
    BOOST_TEST((standard.headers_by - now == 5s));
    BOOST_TEST((standard.connect == 2s));
    BOOST_TEST((standard.silence == 3s));
    BOOST_TEST((standard.finish_by - now == 9s));
    BOOST_TEST(standard.header_bytes == 1000u);

    run(io, other.ai.retrieve_models(
                request_options().timeout(6s).connect_timeout(20ms).silence_timeout(30ms).deadline(1h)));
    auto const own = network->requests().back().limits;
    BOOST_TEST((own.headers_by - now == 6s));
    BOOST_TEST((own.connect == 20ms));
    BOOST_TEST((own.silence == 30ms));
    BOOST_TEST((own.finish_by - now == 1h));
}

BOOST_AUTO_TEST_CASE(limits_may_be_lifted) {
    auto const limits = models_request(request_options()
                                           .timeout(request_options::duration::max())
                                           .silence_timeout(request_options::duration::max())
                                           .deadline(request_options::duration::max()))
                            .limits;
    BOOST_TEST((limits.headers_by == std::chrono::steady_clock::time_point::max()));
    BOOST_TEST((limits.finish_by == std::chrono::steady_clock::time_point::max()));
    BOOST_TEST((limits.silence == request_options::duration::max()));
}

BOOST_AUTO_TEST_CASE(timeout_of_the_call_is_told_to_the_server) {
    BOOST_TEST(header(models_request(request_options().timeout(7900ms)), "X-Stainless-Timeout") == "7");
    BOOST_TEST(header(models_request(request_options()), "X-Stainless-Timeout") == "(none)");
}

BOOST_AUTO_TEST_CASE(no_timeout_of_the_call_is_not_told_to_the_server) {
    for (auto const none : {std::chrono::hours::max(), std::chrono::hours(3'000'000)}) {
        auto const sent = models_request(request_options().timeout(none).connect_timeout(none).deadline(none));
        BOOST_TEST(header(sent, "X-Stainless-Timeout") == "(none)");
        BOOST_TEST((sent.limits.headers_by == std::chrono::steady_clock::time_point::max()));
        BOOST_TEST((sent.limits.finish_by == std::chrono::steady_clock::time_point::max()));
        BOOST_TEST((sent.limits.connect == request_options::duration::max()));
    }
    auto const longest = std::chrono::hours(2'562'047);
    BOOST_TEST(header(models_request(request_options().timeout(longest)), "X-Stainless-Timeout") == "9223369200");
}

BOOST_AUTO_TEST_CASE(limits_that_make_no_sense_are_refused_by_name) {
    auto const refused = [](std::string const& name, auto&& set) {
        BOOST_CHECK_EXCEPTION(
            set(), telnyx::invalid_argument_error,
            [&](telnyx::invalid_argument_error const& failure) { return failure.parameter() == name; });
    };
    for (auto const span : {0s, -1s, std::chrono::seconds::min()}) {
        refused("timeout", [&] { request_options().timeout(span); });
        refused("connect_timeout", [&] { request_options().connect_timeout(span); });
        refused("silence_timeout", [&] { request_options().silence_timeout(span); });
        refused("event_timeout", [&] { request_options().event_timeout(span); });
        refused("deadline", [&] { request_options().deadline(span); });
    }
    refused("max_retries", [&] { request_options().max_retries(-1); });
    refused("max_response_size", [&] { request_options().max_response_size(0); });
    refused("max_event_size", [&] { request_options().max_event_size(0); });
    BOOST_TEST(request_options().max_retries(0).max_retries().value() == 0);
}

BOOST_AUTO_TEST_CASE(wait_is_never_longer_than_time_itself) {
    using point = std::chrono::steady_clock::time_point;
    using duration = std::chrono::steady_clock::duration;
    for (auto const start : {point::min(), point(-1ns), point(), point(1ns), point(1h), point::max()})
        BOOST_TEST((telnyx::later(start, duration::max()) >= start));
    BOOST_TEST((telnyx::later(point(1ns), duration::max()) == point::max()));
    BOOST_TEST((telnyx::later(point(5s), 2s) == point(7s)));
    BOOST_TEST((telnyx::later(point::max(), 1ns) == point::max()));
}

BOOST_AUTO_TEST_CASE(headers_of_the_call_win_over_all_others) {
    telnyx::client const other(io.get_executor(), options().header("X-A", "client").header("Content-Type", "text/x"));
    network->expect("POST", "/*").reply(scripted_reply::json(200, R"({"choices": []})"));
    run(io, other.ai.chat.create_completion(hello, request_options().header("x-a", "call").header("accept", "x/y")));
    auto const sent = network->requests().back();
    BOOST_TEST(header(sent, "X-A") == "call");
    BOOST_TEST(header(sent, "Accept") == "x/y");
    BOOST_TEST(header(sent, "Content-Type") == "application/json");

    BOOST_TEST(header(chat_request(request_options().header("content-type", "application/x+json")), "Content-Type") ==
               "application/x+json");
    BOOST_TEST(header(chat_request(request_options().header("Authorization", "Bearer mine")), "Authorization") ==
               "Bearer mine");
}

BOOST_AUTO_TEST_CASE(headers_of_the_endpoint_win_over_those_of_the_client) {
    telnyx::client const other(io.get_executor(), options().header("Accept", "x/y"));
    network->expect("POST", "/*")
        .reply(scripted_reply::events({R"({"choices":[{"delta":{"content":"a"}}]})", "[DONE]"}).may_be_given_up());
    run(io, [&]() -> boost::asio::awaitable<void> {
        auto stream = co_await other.ai.chat.stream_completion(hello);
        stream.close();
    });
    BOOST_TEST(header(network->requests().back(), "Accept") == "text/event-stream");
}

BOOST_AUTO_TEST_CASE(headers_can_be_left_out) {
    auto const sent = chat_request(request_options()
                                       .without_header("authorization")
                                       .without_header("X-Stainless-Lang")
                                       .without_header("X-None")
                                       .header("User-Agent", "x")
                                       .without_header("user-agent"));
    BOOST_TEST(header(sent, "Authorization") == "(none)");
    BOOST_TEST(header(sent, "X-Stainless-Lang") == "(none)");
    BOOST_TEST(header(sent, "User-Agent") == "(none)");
    BOOST_TEST(header(sent, "Content-Type") == "application/json");
}

BOOST_AUTO_TEST_CASE(query_parameters_can_be_added) {
    auto const sent = models_request(request_options().query("a b", "c&d").query("filter[x]", "1").query("e", ""));
    BOOST_TEST(sent.target == "/v2/ai/models?a%20b=c%26d&filter%5Bx%5D=1&e=");
}

BOOST_AUTO_TEST_CASE(query_parameter_given_again_replaces_the_earlier_one) {
    BOOST_TEST(models_request(request_options().query("a", "1").query("b", "2").query("a", "3")).target ==
               "/v2/ai/models?b=2&a=3");
}

BOOST_AUTO_TEST_CASE(query_that_is_no_utf8_is_refused_before_anything_is_sent) {
    BOOST_CHECK_THROW(run(io, client.ai.retrieve_models(request_options().query("a", "\xff"))),
                      telnyx::invalid_argument_error);
    BOOST_CHECK_THROW(run(io, client.ai.retrieve_models(request_options().query("\xff", "a"))),
                      telnyx::invalid_argument_error);
    BOOST_TEST(network->requests().empty());
}

BOOST_AUTO_TEST_CASE(body_fields_can_be_added_and_replaced) {
    auto const sent = chat_request(request_options()
                                       .body_field("seed", 7)
                                       .body_field("model", "other")
                                       .body_field("deep", {{"a", {1, nullptr}}})
                                       .body_field("seed", 8));
    auto const expected = boost::json::parse(R"({"messages": [{"role": "user", "content": "hi"}], "model": "other",
                                                 "seed": 8, "deep": {"a": [1, null]}})");
    BOOST_TEST(boost::json::parse(sent.body) == expected);
}

BOOST_AUTO_TEST_CASE(body_field_that_cannot_be_sent_is_refused_at_once) {
    for (auto const& value : {boost::json::value(std::numeric_limits<double>::infinity()), boost::json::value("\xff")})
        BOOST_CHECK_THROW(
            static_cast<void>(client.ai.chat.create_completion(hello, request_options().body_field("x", value))),
            telnyx::invalid_argument_error);
}

BOOST_AUTO_TEST_CASE(body_fields_do_not_make_a_body_where_there_is_none) {
    auto const sent = models_request(request_options().body_field("x", 1));
    BOOST_TEST(!sent.has_body);
    BOOST_TEST(sent.body == "");
}

BOOST_AUTO_TEST_SUITE_END()
