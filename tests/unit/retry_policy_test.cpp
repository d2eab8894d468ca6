#include "telnyx/core/retry_policy.hpp"

#include <boost/test/unit_test.hpp>

#include <limits>
#include <string>

namespace {

using namespace std::chrono_literals;
using telnyx::core::asked_delay;
using telnyx::core::parse_http_date;
using telnyx::core::retry_policy;
using duration = std::chrono::steady_clock::duration;
using wall_time = std::chrono::system_clock::time_point;

wall_time const noon = std::chrono::sys_days(std::chrono::year(2026) / 7 / 22) + 12h;
constexpr double no_chance = 0;

retry_policy const standard{retry_policy::settings()};

telnyx::headers fields(std::initializer_list<telnyx::headers::field> list) {
    telnyx::headers made;
    for (auto const& each : list)
        made.append(each.name, each.value);
    return made;
}

std::optional<duration> after(std::string_view text) {
    return asked_delay(fields({{"Retry-After", text}}), noon);
}

std::optional<duration> after_ms(std::string_view text) {
    return asked_delay(fields({{"retry-after-ms", text}}), noon);
}

std::optional<duration> pause(int status, telnyx::headers const& head = {}, int retries_done = 0) {
    return standard.after_status(status, head, retries_done, no_chance, noon);
}

} // namespace

BOOST_AUTO_TEST_SUITE(retry_policy_tests)

BOOST_AUTO_TEST_CASE(these_statuses_are_tried_again) {
    for (int status = 300; status < 600; ++status) {
        bool const again = status == 408 || status == 409 || status == 429 || status >= 500;
        BOOST_TEST(pause(status).has_value() == again, status);
    }
    BOOST_TEST(pause(999).has_value());
}

BOOST_AUTO_TEST_CASE(server_can_say_whether_to_try_again) {
    for (int const status : {302, 400, 401, 404, 422, 429, 503}) {
        BOOST_TEST(pause(status, fields({{"X-Should-Retry", "true"}})).has_value(), status);
        BOOST_TEST(!pause(status, fields({{"x-should-retry", "false"}})), status);
    }
    for (std::string_view const text : {"", "TRUE", "yes", "1"}) {
        BOOST_TEST(!pause(400, fields({{"x-should-retry", text}})), text);
        BOOST_TEST(pause(503, fields({{"x-should-retry", text}})).has_value(), text);
    }
}

BOOST_AUTO_TEST_CASE(there_are_so_many_retries_and_no_more) {
    for (int const done : {0, 1}) {
        BOOST_TEST(pause(503, {}, done).has_value());
        BOOST_TEST(standard.after_connection_error(done, no_chance).has_value());
    }
    for (int const done : {2, 3, std::numeric_limits<int>::max()}) {
        BOOST_TEST(!pause(503, {}, done));
        BOOST_TEST(!pause(503, fields({{"x-should-retry", "true"}, {"retry-after", "1"}}), done));
        BOOST_TEST(!standard.after_connection_error(done, no_chance));
    }
    for (int const none : {0, -1}) {
        retry_policy::settings settings;
        settings.max_retries = none;
        BOOST_TEST(!retry_policy(settings).after_connection_error(0, no_chance));
    }
}

BOOST_AUTO_TEST_CASE(pause_doubles_up_to_eight_seconds) {
    retry_policy::settings settings;
    settings.max_retries = std::numeric_limits<int>::max();
    retry_policy const patient(settings);
    auto const longest = [&](int done) { return patient.after_connection_error(done, no_chance).value(); };
    BOOST_TEST((longest(0) == 500ms));
    BOOST_TEST((longest(1) == 1s));
    BOOST_TEST((longest(2) == 2s));
    BOOST_TEST((longest(3) == 4s));
    for (int const done : {4, 5, 10, 63, 64, 1000, 100'000, std::numeric_limits<int>::max() - 1})
        BOOST_TEST((longest(done) == 8s), done);
}

BOOST_AUTO_TEST_CASE(chance_takes_a_quarter_off_at_most) {
    BOOST_TEST((standard.after_connection_error(0, 1.0).value() == 375ms));
    BOOST_TEST((standard.after_connection_error(0, 0.5).value() == 437500us));
    BOOST_TEST((standard.after_connection_error(1, 1.0).value() == 750ms));
    for (double chance = 0; chance <= 1; chance += 0.01) {
        auto const wait = standard.after_status(503, {}, 0, chance, noon).value();
        BOOST_TEST((wait >= 375ms && wait <= 500ms));
    }
}

BOOST_AUTO_TEST_CASE(server_can_ask_for_a_pause) {
    BOOST_TEST((after("3").value() == 3s));
    BOOST_TEST((after("0").value() == 0s));
    BOOST_TEST((after("0.25").value() == 250ms));
    BOOST_TEST((after("1e1").value() == 10s));
    BOOST_TEST((after_ms("1500").value() == 1500ms));
    BOOST_TEST((after_ms("0.5").value() == 500us));
    BOOST_TEST(!asked_delay({}, noon));
}

BOOST_AUTO_TEST_CASE(milliseconds_win_over_seconds) {
    BOOST_TEST((asked_delay(fields({{"retry-after", "3"}, {"retry-after-ms", "20"}}), noon).value() == 20ms));
    for (std::string_view const absurd : {"", "soon", "-1", "nan", "inf"})
        BOOST_TEST((asked_delay(fields({{"retry-after", "3"}, {"retry-after-ms", absurd}}), noon).value() == 3s),
                   absurd);
}

BOOST_AUTO_TEST_CASE(no_chance_is_taken_off_what_the_server_asks_for) {
    auto const asked = fields({{"retry-after", "5"}});
    BOOST_TEST((standard.after_status(429, asked, 0, 1.0, noon).value() == 5s));
    BOOST_TEST((standard.after_status(429, asked, 1, 1.0, noon).value() == 5s));
    BOOST_TEST((pause(503, fields({{"retry-after", "0"}})).value() == 0s));
}

BOOST_AUTO_TEST_CASE(server_can_ask_for_a_pause_by_date_in_all_forms) {
    for (std::string_view const date :
         {"Wed, 22 Jul 2026 12:00:30 GMT", "Wednesday, 22-Jul-26 12:00:30 GMT", "Wed Jul 22 12:00:30 2026"})
        BOOST_TEST((after(date).value() == 30s), date);
    BOOST_TEST((parse_http_date("Sun Nov  6 08:49:37 1994").value() ==
                std::chrono::sys_days(std::chrono::year(1994) / 11 / 6) + 8h + 49min + 37s));
    BOOST_TEST((parse_http_date("Thu, 01 Jan 1970 00:00:00 GMT").value() == wall_time()));
    BOOST_TEST((parse_http_date("Wed, 31 Dec 1969 23:59:59 GMT").value() == wall_time() - 1s));
    BOOST_TEST((parse_http_date("Thu, 29 Feb 2024 00:00:00 GMT").value() ==
                std::chrono::sys_days(std::chrono::year(2024) / 2 / 29)));
}

BOOST_AUTO_TEST_CASE(zones_that_are_clear_are_taken) {
    auto const time = parse_http_date("Wed, 22 Jul 2026 12:00:30 GMT").value();
    for (std::string_view const text :
         {"Wed, 22 Jul 2026 12:00:30 UTC", "Wed, 22 Jul 2026 12:00:30 UT", "Wed, 22 Jul 2026 12:00:30 Z",
          "Wed, 22 Jul 2026 12:00:30 +0000", "Wed, 22 Jul 2026 12:00:30 -0000", "Wed, 22 Jul 2026 12:00:30 +00:00",
          "Wed, 22 Jul 2026 14:00:30 +0200", "Wed, 22 Jul 2026 08:30:30 -0330", "Wed, 22 Jul 2026 17:45:30 +05:45",
          "Thu, 23 Jul 2026 01:00:30 +1300", "Wednesday, 22-Jul-26 12:00:30 +0000"})
        BOOST_TEST((parse_http_date(text).value() == time), text);
    BOOST_TEST((after("Wed, 22 Jul 2026 12:00:30 +0000").value() == 30s));
    for (std::string_view const zone : {"", "+", "+00", "+000", "+00000", "0000", "+2400", "+0060", "+-100", "+ 000",
                                        "UTC+1", "EST", "utc", "+00:0", "--0000", "+0000 GMT", " +0000"})
        BOOST_TEST(!parse_http_date("Wed, 22 Jul 2026 12:00:30 " + std::string(zone)), zone);
}

BOOST_AUTO_TEST_CASE(years_of_two_digits_are_from_1969_to_2068) {
    auto const year_of = [](std::string const& digits) {
        auto const time = parse_http_date("Wednesday, 22-Jul-" + digits + " 12:00:00 GMT").value();
        return static_cast<int>(std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(time)).year());
    };
    BOOST_TEST(year_of("26") == 2026);
    BOOST_TEST(year_of("00") == 2000);
    BOOST_TEST(year_of("68") == 2068);
    BOOST_TEST(year_of("69") == 1969);
    BOOST_TEST(year_of("94") == 1994);
}

BOOST_AUTO_TEST_CASE(date_that_is_past_means_no_pause) {
    for (std::string_view const date : {"Wed, 22 Jul 2026 12:00:00 GMT", "Wed, 22 Jul 2026 11:59:59 GMT",
                                        "Sun Nov  6 08:49:37 1994", "Mon, 01 Jan 1601 00:00:00 GMT"})
        BOOST_TEST((after(date).value() == 0s), date);
}

BOOST_AUTO_TEST_CASE(what_is_no_date_is_none) {
    for (std::string_view const text : {"",
                                        "GMT",
                                        "22 Jul 2026",
                                        "Wed",
                                        "Wed, 22 Jul 2026",
                                        "Wed, 22 Jul 2026 12",
                                        "Wed, 22 Jul 2026 12:00:30",
                                        "Wed, 22 Jul 2026 12:00:30 GM",
                                        "Wednesday, 22-Jul-26",
                                        "Wed Jul 22",
                                        "Wed Jul 22 12:00:30",
                                        "Wed, 2 Jul 2026 12:00:30 GMT",
                                        "Wed,  22 Jul 2026 12:00:30 GMT",
                                        " Wed, 22 Jul 2026 12:00:30 GMT",
                                        "Wed, 22 Jul 2026 12:00:30 GMT+1",
                                        "Wed, 22 Jul 2026 12:00:30 GMT and more",
                                        "Wed, 22 Foo 2026 12:00:30 GMT",
                                        "Wed, 32 Jul 2026 12:00:30 GMT",
                                        "Wed, 22 Jul 2026 24:00:30 GMT",
                                        "Wed, 22 Jul 2026 12:60:30 GMT",
                                        "Wed, 22 Jul 2026 12:00:30 CET",
                                        "2026-07-22T12:00:30Z",
                                        "Wed, 22 Jul 99999 12:00:30 GMT",
                                        "Wednesday, 22-Jul-2147483647 12:00:30 GMT",
                                        "Wed, 30 Feb 2026 12:00:30 GMT",
                                        "Wed, 22 Ju",
                                        "Wed, 22 anF 2026 12:00:30 GMT",
                                        "Wed, -2 Jul 2026 12:00:30 GMT",
                                        "Wed, 22 Jul 2026 12:00",
                                        "Wed Jul 22 2026",
                                        "Wed, 22-Jul 26 12:00:30 GMT"})
        BOOST_TEST(!parse_http_date(text), text);
}

BOOST_AUTO_TEST_CASE(absurd_pause_is_not_asked_for) {
    for (std::string_view const text : {"", "soon", "-1", "-0.001", "nan", "-nan", "inf", "-inf", "infinity", "1e400",
                                        "0x10", "1s", "1 2", "1,5", "+5", "--1", "1e"}) {
        BOOST_TEST(!after(text), text);
        BOOST_TEST(!after_ms(text), text);
        BOOST_TEST((pause(503, fields({{"retry-after", text}})).value() == 500ms), text);
    }
}

BOOST_AUTO_TEST_CASE(pause_of_years_is_not_waited_for) {
    for (std::string_view const text :
         {"61", "31536000000", "1e300", "1.7e308", "9223372036854775807", "99999999999999999999",
          "Wed, 22 Jul 2026 12:01:01 GMT", "Fri, 31 Dec 2600 23:59:59 GMT", "Fri, 31 Dec 9999 23:59:59 GMT"}) {
        BOOST_TEST((after(text).value() > 60s), text);
        BOOST_TEST(!pause(503, fields({{"retry-after", text}})), text);
    }
    BOOST_TEST(!pause(503, fields({{"retry-after-ms", "1e300"}})));
    BOOST_TEST((pause(503, fields({{"retry-after", "60"}})).value() == 60s));
}

BOOST_AUTO_TEST_CASE(longest_pause_can_be_set) {
    retry_policy::settings settings;
    settings.longest_asked_delay = 5s;
    retry_policy const impatient(settings);
    BOOST_TEST((impatient.after_status(429, fields({{"retry-after", "5"}}), 0, 0, noon).value() == 5s));
    BOOST_TEST(!impatient.after_status(429, fields({{"retry-after", "5.1"}}), 0, 0, noon));

    settings.longest_asked_delay = duration::max();
    retry_policy const patient(settings);
    BOOST_TEST((patient.after_status(429, fields({{"retry-after", "1e300"}}), 0, 0, noon).value() > 24h * 365));
}

BOOST_AUTO_TEST_SUITE_END()
