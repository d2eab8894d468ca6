#include "support/chat_stream_fixture.hpp"
#include "telnyx/base/invalid_argument_error.hpp"
#include "telnyx/observe/metrics_observer.hpp"

#include <boost/test/unit_test.hpp>

#include <limits>
#include <locale>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

using namespace std::chrono_literals;
using namespace telnyx::tests;
using telnyx::metrics_observer;
using telnyx::observer;
using telnyx::testing::scripted_reply;

namespace {

bool has_line(std::string const& text, std::string const& line) {
    return ("\n" + text).find("\n" + line + "\n") != std::string::npos;
}

observer::call_ended ended(std::string_view operation, observer::duration elapsed) {
    observer::call_ended event;
    event.operation = operation;
    event.how = observer::ending::complete;
    event.status = 200;
    event.elapsed = elapsed;
    return event;
}

/// Decimal commas, as some users' locales have them.
struct comma final : std::numpunct<char> {
    char do_decimal_point() const override { return ','; }
};

} // namespace

BOOST_AUTO_TEST_SUITE(metrics)

BOOST_FIXTURE_TEST_CASE(calls_retries_and_tokens_are_counted, chat_stream_fixture) {
    auto const counted = std::make_shared<metrics_observer>();
    telnyx::client const observed(io.get_executor(), options().observe(counted));
    expect(scripted_reply::json(503, "{}").header("retry-after-ms", "1"));
    expect(stream_of(event(text_chunk("a")) +
                     event(R"({"choices":[],"usage":{"prompt_tokens":10,"completion_tokens":20}})") + event("[DONE]")));
    auto stream = open_with(observed);
    BOOST_TEST(has_line(counted->text(), "telnyx_calls_in_flight 1"));
    read(stream);
    auto const text = counted->text(observed.statistics());
    BOOST_TEST(has_line(text, "telnyx_calls_in_flight 0"));
    std::string const operation = R"(operation="POST /ai/chat/completions")";
    BOOST_TEST(has_line(text, "telnyx_calls_total{" + operation + R"(,status="200",end="complete"} 1)"));
    BOOST_TEST(has_line(text, "telnyx_retries_total{" + operation + R"(,status="503"} 1)"));
    BOOST_TEST(has_line(text, "telnyx_call_seconds_count{" + operation + "} 1"));
    BOOST_TEST(has_line(text, "telnyx_first_chunk_seconds_count{" + operation + "} 1"));
    BOOST_TEST(has_line(text, R"(telnyx_tokens_total{model="m",kind="prompt"} 10)"));
    BOOST_TEST(has_line(text, R"(telnyx_tokens_total{model="m",kind="completion"} 20)"));
    BOOST_TEST(has_line(text, "telnyx_connections_open 0"));
}

BOOST_AUTO_TEST_CASE(buckets_are_cumulative_and_include_their_bound) {
    metrics_observer counted({0.5, 1});
    for (auto const time : {100ms, 500ms, 700ms, 1000ms, 3000ms})
        counted.on(ended("GET /x", time));
    auto const text = counted.text();
    BOOST_TEST(has_line(text, R"(telnyx_call_seconds_bucket{operation="GET /x",le="0.5"} 2)"));
    BOOST_TEST(has_line(text, R"(telnyx_call_seconds_bucket{operation="GET /x",le="1"} 4)"));
    BOOST_TEST(has_line(text, R"(telnyx_call_seconds_bucket{operation="GET /x",le="+Inf"} 5)"));
    BOOST_TEST(has_line(text, R"(telnyx_call_seconds_sum{operation="GET /x"} 5.3)"));
    BOOST_TEST(has_line(text, R"(telnyx_call_seconds_count{operation="GET /x"} 5)"));
}

BOOST_AUTO_TEST_CASE(label_values_are_escaped) {
    metrics_observer counted;
    auto event = ended("GET /\"\\\n", 1s);
    counted.on(event);
    BOOST_TEST(has_line(counted.text(), R"(telnyx_call_seconds_count{operation="GET /\"\\\n"} 1)"));
}

BOOST_AUTO_TEST_CASE(numbers_do_not_depend_on_the_locale) {
    auto const before = std::locale::global(std::locale(std::locale::classic(), new comma));
    metrics_observer counted({0.5});
    counted.on(ended("GET /x", 1500ms));
    auto const text = counted.text();
    std::locale::global(before);
    BOOST_TEST(has_line(text, R"(telnyx_call_seconds_sum{operation="GET /x"} 1.5)"));
}

BOOST_AUTO_TEST_CASE(number_of_series_is_limited) {
    metrics_observer counted({1});
    for (std::size_t i = 0; i != metrics_observer::max_series + 5; ++i)
        counted.on(ended("GET /x/" + std::to_string(i), 1s));
    auto const text = counted.text();
    BOOST_TEST(has_line(text, R"(telnyx_call_seconds_count{operation="other"} 5)"));
    BOOST_TEST(has_line(text, R"(telnyx_calls_total{operation="other",status="200",end="complete"} 5)"));
}

BOOST_AUTO_TEST_CASE(models_of_servers_neither_grow_without_limit_nor_break_the_page) {
    metrics_observer counted({1});
    auto event = ended("POST /x", 1s);
    event.usage.prompt = 1;
    auto const with_model = [&](std::string const& name) {
        event.model = name;
        counted.on(event);
    };
    with_model("\xC3\xA9\xFF\xC3");
    with_model(std::string(1'000'000, 'x'));
    auto text = counted.text();
    BOOST_TEST(has_line(text, "telnyx_tokens_total{model=\"\xC3\xA9\xEF\xBF\xBD\xEF\xBF\xBD\",kind=\"prompt\"} 1"));
    BOOST_TEST(has_line(text, "telnyx_tokens_total{model=\"" + std::string(200, 'x') + "\",kind=\"prompt\"} 1"));
    for (std::size_t i = 0; i != metrics_observer::max_series; ++i)
        with_model(std::to_string(i));
    text = counted.text();
    BOOST_TEST(has_line(text, R"(telnyx_tokens_total{model="other",kind="prompt"} 2)"));
}

BOOST_AUTO_TEST_CASE(counters_do_not_fall_when_a_server_reports_negative_tokens) {
    metrics_observer counted;
    auto event = ended("POST /x", 1s);
    event.usage.prompt = -5;
    counted.on(event);
    BOOST_TEST(!holds(counted.text(), R"(kind="prompt")"));
}

BOOST_AUTO_TEST_CASE(bounds_must_ascend) {
    metrics_observer const without_bounds(std::vector<double>{});
    for (auto const& wrong : {std::vector<double>{2, 1}, {1, 1}, {std::numeric_limits<double>::infinity()}})
        BOOST_CHECK_THROW(metrics_observer{wrong}, telnyx::invalid_argument_error);
}

BOOST_AUTO_TEST_CASE(waits_and_tools_are_counted) {
    metrics_observer counted({1});
    observer::wait_ended wait;
    wait.granted = true;
    wait.elapsed = 2s;
    counted.on(wait);
    wait.granted = false;
    wait.what = observer::wait_ended::queue::limits;
    counted.on(wait);
    observer::tool_ended tool;
    tool.tool = "echo";
    tool.offered = true;
    tool.how = "returned";
    counted.on(tool);
    tool.tool = "made up";
    tool.offered = false;
    tool.how = "not_offered";
    counted.on(tool);
    tool.how = "bad_arguments";
    counted.on(tool);
    auto const text = counted.text();
    BOOST_TEST(has_line(text, R"(telnyx_wait_seconds_count{queue="connection"} 1)"));
    BOOST_TEST(has_line(text, R"(telnyx_waits_in_vain_total{queue="limits"} 1)"));
    BOOST_TEST(!holds(text, R"(telnyx_waits_in_vain_total{queue="connection"})"));
    BOOST_TEST(has_line(text, R"(telnyx_tool_calls_total{tool="echo",end="returned"} 1)"));
    BOOST_TEST(has_line(text, R"(telnyx_tool_calls_total{tool="",end="not_offered"} 1)"));
    BOOST_TEST(has_line(text, R"(telnyx_tool_calls_total{tool="",end="bad_arguments"} 1)"));
    BOOST_TEST(!holds(text, "made up"));
}

BOOST_AUTO_TEST_SUITE_END()
