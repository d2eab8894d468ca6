#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/http/headers.hpp"

#include <chrono>
#include <optional>
#include <string_view>

namespace telnyx::core {

/// Decides whether and when a failed attempt is repeated. Knows no clock and no chance of its own.
class retry_policy {
  public:
    using duration = std::chrono::steady_clock::duration;

    struct settings {
        int max_retries = 2;
        duration initial_delay = std::chrono::milliseconds(500);
        duration max_delay = std::chrono::seconds(8);
        double jitter = 0.25;                                    ///< greatest part of a delay that chance takes off
        duration longest_asked_delay = std::chrono::seconds(60); ///< longest delay that a server may ask for
    };

    explicit retry_policy(settings const& values) : settings_(values) {}

    /// Whether there is a retry left.
    bool allows_another(int retries_done) const { return retries_done < settings_.max_retries; }

    /// After an attempt without an answer: the pause before the next, or nothing when there is to be none.
    /// `retries_done` counts from 0; `chance` is a random number from 0 to 1.
    std::optional<duration> after_connection_error(int retries_done, double chance) const;

    /// After an answer with an error status.
    std::optional<duration> after_status(int status, headers const& fields, int retries_done, double chance,
                                         std::chrono::system_clock::time_point wall_time) const;

  private:
    duration back_off(int retries_done, double chance) const;

    settings settings_;
};

/// Whether a status is of the kind that may be another one the next time.
bool is_retried_status(int status);

/// Whether the server has said that it did not carry the request out: by a status that refuses it before anything is
/// done (408, 409, 429, 503), or by `x-should-retry: true`.
bool is_refusal(int status, headers const& fields);

/// The pause that a server asks for by `retry-after-ms` or `retry-after` (seconds or an HTTP date); nothing when it
/// does not, or says something absurd: no number, or a negative one.
std::optional<std::chrono::steady_clock::duration> asked_delay(headers const& fields,
                                                               std::chrono::system_clock::time_point wall_time);

/// Point in time of an HTTP date (RFC 9110, section 5.6.7, all three forms); nothing when it is none. In place of GMT,
/// `UTC` and zones in numbers such as `+0000` are taken as well.
std::optional<std::chrono::sys_seconds> parse_http_date(std::string_view text);

} // namespace telnyx::core

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/core/impl/retry_policy.ipp"
#endif
