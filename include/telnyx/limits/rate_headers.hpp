#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/http/headers.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace telnyx::limits {

/// What a server says about one of its limits. Invalid values are left out.
struct rate_report {
    std::optional<std::int64_t> limit{};                              ///< most within the server's period
    std::optional<std::int64_t> remaining{};                          ///< what may still be used
    std::optional<std::chrono::steady_clock::duration> reset_after{}; ///< time until all of it is there again
};

/// The server's limits in the headers of a response.
struct rate_reports {
    rate_report requests{};
    rate_report tokens{};
    bool any = false; ///< whether there are such headers at all
};

/// Reads `x-ratelimit-limit`, `-remaining` and `-reset`, with the suffixes `-requests` and `-tokens` as in OpenAI's
/// API; those without a suffix are about requests.
rate_reports read_rate_headers(headers const& fields, std::chrono::system_clock::time_point wall_time);

/// A time span such as `6m0s`, `1h2m3.5s`, `20ms`, a number of seconds, or a time of day in seconds since 1970, which
/// is in the future or now. `std::nullopt` if it is none of these. At most a year.
std::optional<std::chrono::steady_clock::duration> parse_reset(std::string_view text,
                                                               std::chrono::system_clock::time_point wall_time);

} // namespace telnyx::limits

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/limits/impl/rate_headers.ipp"
#endif
