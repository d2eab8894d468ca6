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

inline constexpr std::chrono::seconds longest_sensible_wait = std::chrono::hours(24 * 366);

// A duration of so many milliseconds, when that is a number from which a duration can be made.
inline std::optional<std::chrono::steady_clock::duration> milliseconds_in(std::string_view text, double scale) {
    double value = 0;
    auto const* const end = text.data() + text.size();
    auto const [stop, failure] = std::from_chars(text.data(), end, value);
    if (failure != std::errc() || stop != end || !std::isfinite(value) || value < 0) return std::nullopt;
    std::chrono::duration<double> const longest = longest_sensible_wait;
    auto const wait =
        std::min(std::chrono::duration<double>(std::chrono::duration<double, std::milli>(value * scale)), longest);
    return std::chrono::duration_cast<std::chrono::steady_clock::duration>(wait);
}

} // namespace detail

TELNYX_DECL bool is_retried_status(int status) {
    return status == 408 || status == 409 || status == 429 || status >= 500;
}

TELNYX_DECL std::optional<std::chrono::sys_seconds> parse_http_date(std::string_view text) {
    for (auto const* const form : {"%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"}) {
        std::tm fields{};
        std::istringstream input{std::string(text)};
        input.imbue(std::locale::classic());
        input >> std::get_time(&fields, form);
        if (input.fail()) continue;
        // get_time takes a date that breaks off, too.
        std::ostringstream whole;
        whole.imbue(std::locale::classic());
        whole << std::put_time(&fields, form);
        if (whole.view() != text) continue;
        return std::chrono::sys_seconds(std::chrono::seconds(timegm(&fields)));
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
    if (retries_done >= settings_.max_retries) return std::nullopt;
    return back_off(retries_done, chance);
}

TELNYX_DECL std::optional<retry_policy::duration>
retry_policy::after_status(int status, headers const& fields, int retries_done, double chance,
                           std::chrono::system_clock::time_point wall_time) const {
    if (retries_done >= settings_.max_retries) return std::nullopt;
    auto const order = fields.get("x-should-retry").value_or("");
    if (order == "false" || (order != "true" && !is_retried_status(status))) return std::nullopt;
    auto const asked = asked_delay(fields, wall_time);
    if (!asked) return back_off(retries_done, chance);
    if (*asked > settings_.longest_asked_delay) return std::nullopt;
    return asked;
}

} // namespace telnyx::core
