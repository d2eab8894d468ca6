#pragma once

#include "telnyx/base/number_in.hpp"
#include "telnyx/core/retry_policy.hpp"

#include <algorithm>
#include <charconv>
#include <string_view>

namespace telnyx::core {

namespace detail {

inline constexpr std::chrono::seconds longest_sensible_wait = std::chrono::hours(24 * 366);

// A duration in milliseconds, if the text is a number that can be converted.
inline std::optional<std::chrono::steady_clock::duration> milliseconds_in(std::string_view text, double scale) {
    auto const value = telnyx::detail::number_in(text);
    if (!value || *value < 0) return std::nullopt;
    std::chrono::duration<double> const longest = longest_sensible_wait;
    auto const wait =
        std::min(std::chrono::duration<double>(std::chrono::duration<double, std::milli>(*value * scale)), longest);
    return std::chrono::duration_cast<std::chrono::steady_clock::duration>(wait);
}

/// Reads the parts of a date from the start of a text; `good` says at the end whether all were found.
struct date_scanner {
    std::string_view rest;
    bool good = true;

    bool take(std::string_view text) {
        if (!rest.starts_with(text)) return false;
        rest.remove_prefix(text.size());
        return true;
    }

    void expect(std::string_view text) { good = take(text) && good; }

    void skip_word() { rest.remove_prefix(std::min(rest.find_first_of(", "), rest.size())); }

    int number(std::size_t digits) {
        int value = 0;
        auto const* const end = rest.data() + std::min(digits, rest.size());
        auto const* const stop = std::from_chars(rest.data(), end, value).ptr;
        good = good && rest.size() >= digits && stop == end && rest.front() != '-';
        rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
        return value;
    }

    int month() {
        constexpr std::string_view names = "JanFebMarAprMayJunJulAugSepOctNovDec";
        auto const place = names.find(rest.substr(0, 3));
        good = good && rest.size() >= 3 && place % 3 == 0 && place < names.size();
        rest.remove_prefix(std::min<std::size_t>(3, rest.size()));
        return static_cast<int>(place / 3 + 1);
    }

    // The offset from UTC of the following zone. Only GMT is valid, but the others are unambiguous.
    std::chrono::seconds zone() {
        for (std::string_view const name : {"GMT", "UTC", "UT", "Z"})
            if (take(name)) return {};
        bool const behind = take("-");
        if (!behind) expect("+");
        int const hours = number(2);
        take(":");
        int const minutes = number(2);
        good = good && hours < 24 && minutes < 60;
        auto const offset = std::chrono::hours(hours) + std::chrono::minutes(minutes);
        return behind ? -offset : offset;
    }

    std::chrono::seconds time() {
        int const hours = number(2);
        expect(":");
        int const minutes = number(2);
        expect(":");
        int const seconds = number(2);
        good = good && hours < 24 && minutes < 60 && seconds <= 60;
        return std::chrono::hours(hours) + std::chrono::minutes(minutes) + std::chrono::seconds(seconds);
    }
};

} // namespace detail

TELNYX_DECL bool is_retried_status(int status) {
    return status == 408 || status == 409 || status == 429 || status >= 500;
}

TELNYX_DECL bool is_refusal(int status, headers const& fields) {
    return status == 408 || status == 409 || status == 429 || status == 503 || fields.get("x-should-retry") == "true";
}

// RFC 9110, section 5.6.7: the first form is the usual one, the others come from old servers.
TELNYX_DECL std::optional<std::chrono::sys_seconds> parse_http_date(std::string_view text) {
    detail::date_scanner scan{text};
    int day = 0, month = 0, year = 0;
    std::chrono::seconds time{};
    scan.skip_word(); // the weekday, which is redundant
    if (scan.take(", ")) {
        day = scan.number(2);
        bool const old = scan.take("-"); // Wednesday, 22-Jul-26 12:00:30 GMT
        scan.expect(old ? "" : " ");     // Wed, 22 Jul 2026 12:00:30 GMT
        month = scan.month();
        scan.expect(old ? "-" : " ");
        year = scan.number(old ? 2 : 4);
        if (old) year += year < 69 ? 2000 : 1900;
        scan.expect(" ");
        time = scan.time();
        scan.expect(" ");
        time -= scan.zone();
    } else { // Wed Jul 22 12:00:30 2026
        scan.expect(" ");
        month = scan.month();
        scan.expect(" ");
        day = scan.number(scan.take(" ") ? 1 : 2);
        scan.expect(" ");
        time = scan.time();
        scan.expect(" ");
        year = scan.number(4);
    }
    auto const date = std::chrono::year(year) / month / day;
    if (!scan.good || !scan.rest.empty() || !date.ok()) return std::nullopt;
    return std::chrono::sys_days(date) + time;
}

TELNYX_DECL std::optional<std::chrono::steady_clock::duration>
asked_delay(headers const& fields, std::chrono::system_clock::time_point wall_time) {
    if (auto const text = fields.get("retry-after-ms"))
        if (auto const wait = detail::milliseconds_in(*text, 1)) return wait;
    auto const text = fields.get("retry-after");
    if (!text) return std::nullopt;
    if (auto const wait = detail::milliseconds_in(*text, 1000)) return wait;
    auto const date = parse_http_date(*text);
    if (!date) return std::nullopt;
    auto const whole_seconds = std::chrono::floor<std::chrono::seconds>(wall_time);
    auto const wait = std::clamp(*date - whole_seconds, std::chrono::seconds(0), detail::longest_sensible_wait);
    return std::max<std::chrono::steady_clock::duration>(wait - (wall_time - whole_seconds), std::chrono::seconds(0));
}

TELNYX_DECL retry_policy::duration retry_policy::back_off(int retries_done, double chance) const {
    auto const full = std::min(std::chrono::duration<double>(settings_.initial_delay) * std::exp2(retries_done),
                               std::chrono::duration<double>(settings_.max_delay));
    return std::chrono::duration_cast<duration>(full * (1 - settings_.jitter * chance));
}

TELNYX_DECL std::optional<retry_policy::duration> retry_policy::after_connection_error(int retries_done,
                                                                                       double chance) const {
    if (!allows_another(retries_done)) return std::nullopt;
    return back_off(retries_done, chance);
}

TELNYX_DECL std::optional<retry_policy::duration>
retry_policy::after_status(int status, headers const& fields, int retries_done, double chance,
                           std::chrono::system_clock::time_point wall_time) const {
    if (!allows_another(retries_done)) return std::nullopt;
    auto const order = fields.get("x-should-retry").value_or("");
    if (order == "false" || (order != "true" && !is_retried_status(status))) return std::nullopt;
    auto const asked = asked_delay(fields, wall_time);
    if (!asked) return back_off(retries_done, chance);
    if (*asked > settings_.longest_asked_delay) return std::nullopt;
    return asked;
}

} // namespace telnyx::core
