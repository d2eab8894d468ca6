#pragma once

#include "telnyx/core/retry_policy.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <ctime>
#include <iomanip>
#include <locale>
#include <sstream>
#include <string>

namespace telnyx::core {

namespace detail {

inline constexpr double longest_sensible_wait_ms = 1000.0 * 60 * 60 * 24 * 366;

// A duration of so many milliseconds, when that is a number from which a duration can be made.
inline std::optional<std::chrono::steady_clock::duration> milliseconds_in(std::string_view text, double scale) {
    double value = 0;
    auto const* const end = text.data() + text.size();
    auto const [stop, failure] = std::from_chars(text.data(), end, value);
    if (failure != std::errc() || stop != end || !std::isfinite(value) || value < 0) return std::nullopt;
    auto const wait = std::min(value * scale, longest_sensible_wait_ms);
    return std::chrono::duration_cast<std::chrono::steady_clock::duration>(
        std::chrono::duration<double, std::milli>(wait));
}

inline bool is_retried_status(int status) {
    return status == 408 || status == 409 || status == 429 || status >= 500;
}

} // namespace detail

TELNYX_DECL std::optional<std::chrono::system_clock::time_point> parse_http_date(std::string_view text) {
    for (auto const* const form : {"%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %d %H:%M:%S %Y"}) {
        std::tm fields{};
        std::istringstream input{std::string(text)};
        input.imbue(std::locale::classic());
        input >> std::get_time(&fields, form);
        if (input.fail() || input.peek() != std::istringstream::traits_type::eof()) continue;
        auto const seconds = timegm(&fields);
        if (seconds != -1) return std::chrono::system_clock::from_time_t(seconds);
    }
    return std::nullopt;
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
    return std::max(std::chrono::duration_cast<std::chrono::steady_clock::duration>(*date - wall_time),
                    std::chrono::steady_clock::duration::zero());
}

TELNYX_DECL retry_policy::duration retry_policy::back_off(int retries_done, double chance) const {
    auto const full = std::min(std::chrono::duration<double>(settings_.initial_delay) * std::exp2(retries_done),
                               std::chrono::duration<double>(settings_.max_delay));
    return std::chrono::duration_cast<duration>(full * (1 - settings_.jitter * chance));
}

TELNYX_DECL std::optional<retry_policy::duration> retry_policy::after_connection_error(int retries_done,
                                                                                       double chance) const {
    if (retries_done >= settings_.max_retries) return std::nullopt;
    return back_off(retries_done, chance);
}

TELNYX_DECL std::optional<retry_policy::duration>
retry_policy::after_status(int status, headers const& fields, int retries_done, double chance,
                           std::chrono::system_clock::time_point wall_time) const {
    if (retries_done >= settings_.max_retries) return std::nullopt;
    auto const order = fields.get("x-should-retry").value_or("");
    if (order == "false" || (order != "true" && !detail::is_retried_status(status))) return std::nullopt;
    auto const asked = asked_delay(fields, wall_time);
    if (!asked) return back_off(retries_done, chance);
    if (*asked > settings_.longest_asked_delay) return std::nullopt;
    return asked;
}

} // namespace telnyx::core
