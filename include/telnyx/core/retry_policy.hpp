#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/http/headers.hpp"

#include <chrono>
#include <optional>
#include <string_view>

namespace telnyx::core {

/// Decides whether and when to retry a failed attempt. Uses no clock and no random numbers of its own.
class retry_policy {
  public:
    using duration = std::chrono::steady_clock::duration;

    struct settings {
        int max_retries = 2;
        duration initial_delay = std::chrono::milliseconds(500);
        duration max_delay = std::chrono::seconds(8);
        double jitter = 0.25;                                    ///< maximum fraction to subtract at random
        duration longest_asked_delay = std::chrono::seconds(60); ///< maximum delay requested by a server
    };

    explicit retry_policy(settings const& values) : settings_(values) {}

    /// Whether there is a retry left.
    bool allows_another(int retries_done) const { return retries_done < settings_.max_retries; }

    /// The backoff after an attempt without a response; `std::nullopt` for no retry. `retries_done` counts from 0;
    /// `chance` is a random number from 0 to 1.
    std::optional<duration> after_connection_error(int retries_done, double chance) const;

    /// The backoff after a response with an error status.
    std::optional<duration> after_status(int status, headers const& fields, int retries_done, double chance,
                                         std::chrono::system_clock::time_point wall_time) const;

  private:
    duration back_off(int retries_done, double chance) const;

    settings settings_;
};

/// Whether the status is retryable.
bool is_retried_status(int status);

/// Whether the server has declared that it did not carry out the request: by a status that rejects it beforehand (408,
/// 409, 429, 503), or by `x-should-retry: true`.
bool is_refusal(int status, headers const& fields);

/// The delay requested by a server in `retry-after-ms` or `retry-after` (seconds or an HTTP date); `std::nullopt` if
/// there is none or it is invalid: not a number, or negative.
std::optional<std::chrono::steady_clock::duration> asked_delay(headers const& fields,
                                                               std::chrono::system_clock::time_point wall_time);

/// The time of an HTTP date (RFC 9110, section 5.6.7, all three forms); `std::nullopt` if `text` is not a valid date.
/// `UTC` and numeric zones such as `+0000` are also accepted instead of GMT.
std::optional<std::chrono::sys_seconds> parse_http_date(std::string_view text);

} // namespace telnyx::core

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/core/impl/retry_policy.ipp"
#endif
