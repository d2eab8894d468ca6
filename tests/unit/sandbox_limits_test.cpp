// The rate limits of the sandbox, in the test's own time.

#include "telnyx/testing/impl/rate_limits.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <string>

namespace {

using namespace std::chrono_literals;
using namespace telnyx::testing;
using namespace telnyx::testing::detail;

constexpr auto start = std::chrono::steady_clock::time_point() + 24h;

std::string header(reply const& answer, std::string_view name) {
    return std::string(answer.headers().get(name).value_or("none"));
}

/// The headers with a model's state, as `limit/remaining/reset`.
std::string state(rate_limits& limits, std::string const& model, std::string const& what,
                  std::chrono::steady_clock::time_point now) {
    reply answer;
    limits.add_headers(answer, model, now);
    return header(answer, "x-ratelimit-limit-" + what) + "/" + header(answer, "x-ratelimit-remaining-" + what) + "/" +
           header(answer, "x-ratelimit-reset-" + what);
}

} // namespace

BOOST_AUTO_TEST_SUITE(sandbox_limits)

BOOST_AUTO_TEST_CASE(limit_refills_evenly) {
    for (std::size_t const per_minute : {1u, 7u, 60u, 1000u, 1'000'003u}) {
        rate_limit limit(per_minute);
        BOOST_TEST(limit.remaining(start) == per_minute);
        BOOST_TEST((limit.wait_for(per_minute, start) == 0ns));
        limit.take(per_minute, start);
        BOOST_TEST(limit.remaining(start) == 0u);
        BOOST_TEST((*limit.wait_for(1, start) <= 60'000'000'000ns / per_minute + 1ns));
        BOOST_TEST(limit.remaining(start + 30s) == per_minute / 2);
        BOOST_TEST(limit.remaining(start + 60s) == per_minute);
        BOOST_TEST(limit.remaining(start + 24h) == per_minute);
        BOOST_TEST((limit.until_full(start + 24h) == 0ns));
        BOOST_TEST(!limit.wait_for(per_minute + 1, start).has_value());
    }
}

BOOST_AUTO_TEST_CASE(time_to_wait_is_enough) {
    rate_limit limit(90);
    auto now = start;
    for (std::size_t i = 0; i < 200; ++i) {
        auto const count = 1 + i * 7 % 90;
        auto const wait = limit.wait_for(count, now).value();
        if (wait > 0ns) BOOST_TEST((*limit.wait_for(count, now + wait - 1ns) > 0ns));
        now += wait;
        BOOST_TEST((limit.wait_for(count, now) == 0ns));
        limit.take(count, now);
    }
}

BOOST_AUTO_TEST_CASE(each_model_has_its_own_limits) {
    rate_limits limits(2, 100);
    BOOST_TEST(!limits.take("a", 40, start).has_value());
    BOOST_TEST(!limits.take("a", 10, start).has_value());
    BOOST_TEST(!limits.take("b", 100, start).has_value());
    BOOST_TEST(state(limits, "a", "requests", start) == "2/0/1m0s");
    BOOST_TEST(state(limits, "a", "tokens", start) == "100/50/30s");
    BOOST_TEST(state(limits, "b", "requests", start) == "2/1/30s");
    BOOST_TEST(state(limits, "c", "tokens", start) == "100/100/0s");
    BOOST_TEST(state(limits, "a", "tokens", start + 29'500ms) == "100/99/500ms");
}

BOOST_AUTO_TEST_CASE(request_above_a_limit_gets_a_time_to_wait) {
    rate_limits limits(2, 100);
    for (int i = 0; i < 2; ++i)
        BOOST_TEST(!limits.take("a", 1, start).has_value());
    auto const refused = limits.take("a", 1, start + 500ms).value();
    BOOST_TEST(refused.status() == 429);
    BOOST_TEST(header(refused, "retry-after") == "30");
    BOOST_TEST(header(refused, "retry-after-ms") == "29500");
    BOOST_TEST(refused.body().find("2 requests per minute") != std::string::npos);
    BOOST_TEST(!limits.take("a", 1, start + 30s).has_value());

    auto const too_much = limits.take("b", 101, start).value();
    BOOST_TEST(too_much.status() == 429);
    BOOST_TEST(header(too_much, "retry-after") == "none");
    BOOST_TEST(too_much.body().find("100 tokens per minute") != std::string::npos);
    BOOST_TEST(state(limits, "b", "requests", start) == "2/2/0s"); // a refused request does not count
}

BOOST_AUTO_TEST_CASE(without_limits_there_are_no_headers) {
    rate_limits limits(0, 0);
    for (int i = 0; i < 1000; ++i)
        BOOST_TEST(!limits.take("a", 1'000'000, start).has_value());
    BOOST_TEST(state(limits, "a", "requests", start) == "none/none/none");
}

BOOST_AUTO_TEST_CASE(times_have_the_format_of_openai) {
    BOOST_TEST(reset_text(0ns) == "0s");
    BOOST_TEST(reset_text(1ns) == "1ms");
    BOOST_TEST(reset_text(120ms) == "120ms");
    BOOST_TEST(reset_text(1s) == "1s");
    BOOST_TEST(reset_text(7660ms) == "7.66s");
    BOOST_TEST(reset_text(7005ms) == "7.005s");
    BOOST_TEST(reset_text(60s) == "1m0s");
    BOOST_TEST(reset_text(360s) == "6m0s");
    BOOST_TEST(reset_text(62'500ms) == "1m2.5s");
}

BOOST_AUTO_TEST_SUITE_END()
