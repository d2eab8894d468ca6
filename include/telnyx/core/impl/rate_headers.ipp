#pragma once

#include "telnyx/base/ascii.hpp"
#include "telnyx/base/number_in.hpp"
#include "telnyx/core/rate_headers.hpp"

#include <algorithm>
#include <string>

namespace telnyx::core {

namespace detail {

inline constexpr double longest_reset = 366.0 * 24 * 3600; // s

inline std::optional<std::chrono::steady_clock::duration> reset_span(double seconds) {
    if (!(seconds >= 0)) return std::nullopt;
    return std::chrono::duration_cast<std::chrono::steady_clock::duration>(
        std::chrono::duration<double>(std::min(seconds, longest_reset)));
}

// Takes the next number and unit off the text; returns seconds.
inline std::optional<double> take_part(std::string_view& text) {
    auto const digits = std::min(text.find_first_not_of("0123456789."), text.size());
    auto const number = telnyx::detail::number_in(text.substr(0, digits));
    text.remove_prefix(digits);
    auto const letters = std::min(text.find_first_of("0123456789."), text.size());
    auto const unit = text.substr(0, letters);
    text.remove_prefix(letters);
    if (!number) return std::nullopt;
    if (unit == "d") return *number * 24 * 3600;
    if (unit == "h") return *number * 3600;
    if (unit == "m") return *number * 60;
    if (unit == "s") return *number;
    if (unit == "ms") return *number / 1e3;
    if (unit == "us" || unit == "\xc2\xb5s") return *number / 1e6;
    if (unit == "ns") return *number / 1e9;
    return std::nullopt;
}

inline std::optional<std::int64_t> count_in(std::string_view text) {
    constexpr double most = 1e15; // exact as a double
    auto const number = telnyx::detail::number_in(text);
    if (!number || !(*number >= 0)) return std::nullopt;
    return static_cast<std::int64_t>(std::min(*number, most));
}

inline rate_report read_rate_report(headers const& fields, std::string_view suffix,
                                    std::chrono::system_clock::time_point wall_time) {
    auto const value = [&](std::string name) {
        return ascii::trimmed(fields.get(name.append(suffix)).value_or(std::string_view()));
    };
    rate_report read;
    read.limit = count_in(value("x-ratelimit-limit"));
    read.remaining = count_in(value("x-ratelimit-remaining"));
    read.reset_after = parse_reset(value("x-ratelimit-reset"), wall_time);
    return read;
}

} // namespace detail

TELNYX_DECL std::optional<std::chrono::steady_clock::duration>
parse_reset(std::string_view text, std::chrono::system_clock::time_point wall_time) {
    if (auto const number = telnyx::detail::number_in(text)) {
        constexpr double earliest_date = 1e9; // in 2001
        if (*number < earliest_date) return detail::reset_span(*number);
        return detail::reset_span(*number - std::chrono::duration<double>(wall_time.time_since_epoch()).count());
    }
    if (text.empty()) return std::nullopt;
    double seconds = 0;
    while (!text.empty()) {
        auto const part = detail::take_part(text);
        if (!part) return std::nullopt;
        seconds += *part;
    }
    return detail::reset_span(seconds);
}

TELNYX_DECL rate_reports read_rate_headers(headers const& fields, std::chrono::system_clock::time_point wall_time) {
    rate_reports read;
    read.requests = detail::read_rate_report(fields, "-requests", wall_time);
    read.tokens = detail::read_rate_report(fields, "-tokens", wall_time);
    auto const plain = detail::read_rate_report(fields, "", wall_time);
    auto& requests = read.requests;
    if (!requests.limit) requests.limit = plain.limit;
    if (!requests.remaining) requests.remaining = plain.remaining;
    if (!requests.reset_after) requests.reset_after = plain.reset_after;
    return read;
}

} // namespace telnyx::core
