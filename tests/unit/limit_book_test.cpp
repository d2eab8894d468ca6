#include "telnyx/limits/limit_book.hpp"

#include "support/thrown_by.hpp"
#include "telnyx/base/invalid_argument_error.hpp"
#include "telnyx/limits/call_limits.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <cstdint>
#include <deque>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using namespace std::chrono_literals;
using telnyx::call_limits;
using telnyx::limits::limit_book;
using telnyx::limits::parse_reset;
using telnyx::limits::rate_reports;
using telnyx::limits::read_rate_headers;
using ids = limit_book::changes;
using time_point = limit_book::time_point;

constexpr std::chrono::system_clock::time_point noon{std::chrono::seconds(1'750'000'000)};

struct fixture {
    void with(call_limits const& limits) { book.emplace(limits.values()); }

    limit_book::call* add(std::int64_t tokens = 0) { return add("m", tokens); }
    limit_book::call* add(std::string_view model, std::int64_t tokens) {
        book->add(calls.emplace_back(), model, tokens, now);
        return &calls.back();
    }
    bool starts(limit_book::call const* call) {
        book->advance(*call, now);
        return call->has_started();
    }
    auto start_of(limit_book::call const* call) { return limit_book::start_of(*call, now) - now; }

    static rate_reports requests_left(std::int64_t left, limit_book::duration reset) {
        rate_reports said;
        said.requests = {100, left, reset};
        return said;
    }

    std::deque<limit_book::call> calls;
    std::optional<limit_book> book;
    time_point now{24h};
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(limit_book_tests, fixture)

BOOST_AUTO_TEST_CASE(calls_in_flight_are_limited_and_start_in_order) {
    with(call_limits().in_flight(2));
    ids const all{add(), add(), add(), add()};
    BOOST_TEST((all[0]->has_started() && all[1]->has_started()));
    BOOST_TEST((book->advance(*all[0], now) == ids{all[2]})); // the first that waits
    BOOST_TEST(!all[2]->has_started());
    BOOST_TEST((limit_book::start_of(*all[2], now) == time_point::max()));
    BOOST_TEST(book->waiting() == 2u);
    BOOST_TEST(book->advance(*all[0], now).empty());
    BOOST_TEST((book->remove(*all[1], now) == ids{all[2], all[3]}));
    BOOST_TEST(all[2]->has_started());
    BOOST_TEST(!all[3]->has_started());
}

BOOST_AUTO_TEST_CASE(models_do_not_wait_for_each_other) {
    with(call_limits().in_flight(1).for_model("large", call_limits().in_flight(2)));
    auto const* const first = add("m", 0);
    auto const* const second = add("m", 0);
    for (limit_book::call const* each :
         std::initializer_list<limit_book::call const*>{first, add("n", 0), add("large", 0), add("large", 0)})
        BOOST_TEST(each->has_started());
    BOOST_TEST(!second->has_started());
}

BOOST_AUTO_TEST_CASE(any_minute_has_so_many_requests) {
    with(call_limits().requests_per_minute(2));
    BOOST_TEST(starts(add()));
    now += 20s;
    BOOST_TEST(starts(add()));
    auto* const third = add();
    BOOST_TEST(!starts(third));
    BOOST_TEST((start_of(third) == 40s));
    now += 40s - 1ns;
    BOOST_TEST(!starts(third));
    now += 1ns;
    BOOST_TEST(starts(third));
    auto* const fourth = add();
    BOOST_TEST(!starts(fourth));
    BOOST_TEST((start_of(fourth) == 20s));
}

BOOST_AUTO_TEST_CASE(any_minute_has_so_many_tokens) {
    with(call_limits().tokens_per_minute(100));
    BOOST_TEST(starts(add(60)));
    now += 10s;
    BOOST_TEST(starts(add(40)));
    auto* const third = add(50);
    auto* const small = add(0);
    BOOST_TEST(!starts(third));
    BOOST_TEST(!starts(small)); // not before its turn
    BOOST_TEST((start_of(third) == 50s));
    now += 50s;
    BOOST_TEST(starts(third));
    BOOST_TEST(starts(small));
}

BOOST_AUTO_TEST_CASE(call_that_needs_more_than_there_is_starts_alone) {
    with(call_limits().tokens_per_minute(100));
    BOOST_TEST(starts(add(1)));
    auto* const huge = add(std::numeric_limits<std::int64_t>::max());
    BOOST_TEST(!starts(huge));
    now += 60s;
    BOOST_TEST(starts(huge));
}

BOOST_AUTO_TEST_CASE(estimate_is_replaced_by_what_was_used) {
    with(call_limits().tokens_per_minute(100));
    auto* const first = add(100);
    auto* const second = add(50);
    BOOST_TEST(starts(first));
    BOOST_TEST(!starts(second));
    book->correct_tokens(*first, -1);
    BOOST_TEST(!starts(second));
    book->correct_tokens(*first, 50);
    BOOST_TEST(starts(second));
    book->correct_tokens(*second, std::numeric_limits<std::int64_t>::max());
    auto* const third = add(1);
    BOOST_TEST(!starts(third));
    now += 60s;
    BOOST_TEST(starts(third));
}

BOOST_AUTO_TEST_CASE(retry_keeps_its_place_and_comes_before_newer_calls) {
    with(call_limits().in_flight(1).requests_per_minute(1));
    auto* const first = add();
    auto* const second = add();
    BOOST_TEST(starts(first));
    book->add_attempt(*first, now);
    BOOST_TEST(!starts(first));
    BOOST_TEST((start_of(first) == 60s));
    BOOST_TEST((limit_book::start_of(*second, now) == time_point::max()));
    now += 60s;
    BOOST_TEST(starts(first));
    BOOST_TEST(!starts(second));
}

BOOST_AUTO_TEST_CASE(call_that_gives_up_waiting_makes_room_in_the_queue) {
    with(call_limits().tokens_per_minute(100));
    BOOST_TEST(starts(add(60)));
    auto* const large = add(60);
    auto* const small = add(40);
    BOOST_TEST(!starts(small));
    BOOST_TEST((book->remove(*large, now) == ids{small}));
    BOOST_TEST(book->remove(*large, now).empty());
    BOOST_TEST(book->waiting() == 0u);
}

BOOST_AUTO_TEST_CASE(server_that_asks_to_wait_holds_all_calls_back) {
    with(call_limits());
    auto* const refused = add();
    BOOST_TEST(starts(refused));
    book->hold_back(*refused, 7s, now);
    book->hold_back(*refused, 3s, now);
    book->hold_back(*refused, -3s, now);
    auto* const next = add();
    BOOST_TEST(!starts(next));
    BOOST_TEST((start_of(next) == 7s));
    BOOST_TEST(starts(add("other", 0)));
    book->hold_back(*refused, std::chrono::hours(1000), now);
    BOOST_TEST((start_of(next) == limit_book::longest_wait));
}

BOOST_AUTO_TEST_CASE(what_the_server_has_left_is_used_and_no_more) {
    with(call_limits());
    auto* const first = add();
    auto* const second = add();
    BOOST_TEST((starts(first) && starts(second)));
    book->learn(*first, requests_left(2, 10s), now); // it may not have counted the second yet
    BOOST_TEST(starts(add()));
    auto* const last = add();
    BOOST_TEST(!starts(last));
    BOOST_TEST((start_of(last) == 10s));
    book->learn(*second, requests_left(5, 10s), now);
    BOOST_TEST(starts(last));
}

BOOST_AUTO_TEST_CASE(what_the_server_has_left_is_forgotten_when_it_is_reset) {
    with(call_limits());
    auto* const first = add();
    BOOST_TEST(starts(first));
    book->learn(*first, requests_left(0, 1000h), now);
    auto* const next = add();
    BOOST_TEST(!starts(next));
    now += limit_book::longest_wait;
    BOOST_TEST(starts(next));
    BOOST_TEST(starts(add()));
}

BOOST_AUTO_TEST_CASE(tokens_that_the_server_has_left_count_too) {
    with(call_limits());
    auto* const first = add(10);
    BOOST_TEST(starts(first));
    rate_reports said;
    said.tokens = {100, 40, 30s};
    book->learn(*first, said, now);
    BOOST_TEST(starts(add(40)));
    auto* const next = add(1);
    BOOST_TEST(!starts(next));
    BOOST_TEST((start_of(next) == 30s));
}

BOOST_AUTO_TEST_CASE(report_that_lacks_half_is_not_used) {
    with(call_limits());
    auto* const first = add();
    BOOST_TEST(starts(first));
    rate_reports said;
    said.requests.remaining = 0;
    book->learn(*first, said, now);
    said.requests = {std::nullopt, std::nullopt, 10s};
    book->learn(*first, said, now);
    BOOST_TEST(starts(add()));
}

BOOST_AUTO_TEST_CASE(ten_retries_are_free_and_then_every_tenth_call_brings_one) {
    with(call_limits());
    for (int i = 0; i < 10; ++i)
        BOOST_TEST(book->take_retry());
    BOOST_TEST(!book->take_retry());
    for (int i = 0; i < 9; ++i)
        book->count_call();
    BOOST_TEST(!book->take_retry());
    book->count_call();
    book->count_call();
    BOOST_TEST(book->take_retry());
    BOOST_TEST(!book->take_retry());
    BOOST_TEST(book->refused_retries() == 3u);
    for (int i = 0; i < 1000; ++i)
        book->count_call();
    int saved = 0;
    while (book->take_retry())
        ++saved;
    BOOST_TEST(saved == 10);
}

BOOST_AUTO_TEST_CASE(many_models_are_forgotten) {
    with(call_limits().requests_per_minute(1));
    for (int i = 0; i < 5000; ++i) {
        auto* const call = add("model " + std::to_string(i), 0);
        BOOST_TEST_REQUIRE(starts(call));
        book->remove(*call, now);
    }
    BOOST_TEST(book->models() <= 1000u);
}

BOOST_AUTO_TEST_CASE(limits_that_are_not_positive_are_refused_with_their_name) {
    auto const refused = [](std::string const& name, auto set) {
        BOOST_TEST(telnyx::tests::thrown_by<telnyx::invalid_argument_error>(set).parameter() == name);
    };
    for (std::int64_t const value : {std::int64_t(0), std::int64_t(-1), std::numeric_limits<std::int64_t>::min()}) {
        refused("in_flight", [&] { call_limits().in_flight(value); });
        refused("requests_per_minute", [&] { call_limits().requests_per_minute(value); });
        refused("tokens_per_minute", [&] { call_limits().tokens_per_minute(value); });
    }
    for (double const share : {0.0, -0.1, 1.1, std::numeric_limits<double>::quiet_NaN()})
        refused("retry_share", [&] { call_limits().retry_share(share); });
    BOOST_TEST(call_limits().retry_share(1).retry_share() == 1);
}

BOOST_AUTO_TEST_CASE(resets_are_read_in_all_forms) {
    auto const reads = [](std::string_view text, limit_book::duration expected) {
        auto const read = parse_reset(text, noon);
        BOOST_TEST_REQUIRE(read.has_value());
        BOOST_TEST((*read > expected - 1us && *read < expected + 1us));
    };
    reads("6m0s", 6min);
    reads("1s", 1s);
    reads("20ms", 20ms);
    reads("1h2m3.5s", 1h + 2min + 3500ms);
    reads("7.66s", 7660ms);
    reads("2d", 48h);
    reads("30", 30s);
    reads("0", 0s);
    reads("0.5", 500ms);
    reads("1750000012", 12s);
    reads("1e300", 366 * 24h);
    reads("99999999999h", 366 * 24h);
    for (auto const* const bad :
         {"", "-1", "-5s", "s", "5x", "1m2", "m5", "1..5s", "nan", "1 s", "6m0s ", "1740000000"})
        BOOST_TEST(!parse_reset(bad, noon).has_value(), bad);
}

BOOST_AUTO_TEST_CASE(rate_headers_are_read_with_and_without_suffix) {
    telnyx::headers fields;
    for (auto const& [name, value] :
         {std::pair("x-ratelimit-limit-requests", "5000"), std::pair("x-ratelimit-remaining-requests", "4999"),
          std::pair("x-ratelimit-reset-requests", "12ms"), std::pair("x-ratelimit-limit-tokens", "160000"),
          std::pair("x-ratelimit-remaining-tokens", "159976"), std::pair("x-ratelimit-reset-tokens", "9ms"),
          std::pair("x-ratelimit-remaining", "1")})
        fields.set(name, value);
    auto const read = read_rate_headers(fields, noon);
    BOOST_TEST((read.requests.limit == 5000 && read.requests.remaining == 4999));
    BOOST_TEST((read.requests.reset_after == 12ms));
    BOOST_TEST((read.tokens.limit == 160000 && read.tokens.remaining == 159976));
    BOOST_TEST((read.tokens.reset_after == 9ms));

    telnyx::headers plain;
    plain.set("X-RateLimit-Limit", "60");
    plain.set("X-RateLimit-Remaining", "0");
    plain.set("X-RateLimit-Reset", "20");
    auto const other = read_rate_headers(plain, noon);
    BOOST_TEST((other.requests.limit == 60 && other.requests.remaining == 0));
    BOOST_TEST((other.requests.reset_after == 20s));
    BOOST_TEST(!other.tokens.remaining.has_value());

    telnyx::headers bad;
    bad.set("x-ratelimit-limit", "-1");
    bad.set("x-ratelimit-remaining", "many");
    bad.set("x-ratelimit-reset", "soon");
    auto const none = read_rate_headers(bad, noon).requests;
    BOOST_TEST((!none.limit && !none.remaining && !none.reset_after));
    bad.set("x-ratelimit-remaining", "1e300");
    BOOST_TEST((read_rate_headers(bad, noon).requests.remaining == 1'000'000'000'000'000));
}

BOOST_AUTO_TEST_SUITE_END()
