#pragma once

#include "telnyx/base/ascii.hpp"
#include "telnyx/base/number_in.hpp"
#include "telnyx/limits/rate_headers.hpp"

#include <algorithm>
#include <string>

namespace telnyx::limits {

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
    if (unit == "s") return number;
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

/// Takes `beginning` off the text, whatever its case, if it is there.
inline bool take_beginning(std::string_view& text, std::string_view beginning) {
    if (!ascii::equal_ignoring_case(text.substr(0, beginning.size()), beginning)) return false;
    text.remove_prefix(beginning.size());
    return true;
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
    rate_report plain;
    for (auto const& field : fields) {
        auto name = field.name;
        if (!detail::take_beginning(name, "x-ratelimit-")) continue;
        read.any = true;
        auto const value = ascii::trimmed(field.value);
        auto const report = [&]() -> rate_report* {
            if (name.empty()) return &plain;
            if (ascii::equal_ignoring_case(name, "-requests")) return &read.requests;
            return ascii::equal_ignoring_case(name, "-tokens") ? &read.tokens : nullptr;
        };
        if (detail::take_beginning(name, "limit")) {
            if (auto* const of = report()) of->limit = detail::count_in(value);
        } else if (detail::take_beginning(name, "remaining")) {
            if (auto* const of = report()) of->remaining = detail::count_in(value);
        } else if (detail::take_beginning(name, "reset")) {
            if (auto* const of = report()) of->reset_after = parse_reset(value, wall_time);
        }
    }
    auto& requests = read.requests;
    if (!requests.limit) requests.limit = plain.limit;
    if (!requests.remaining) requests.remaining = plain.remaining;
    if (!requests.reset_after) requests.reset_after = plain.reset_after;
    return read;
}

} // namespace telnyx::limits
