#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/testing/reply.hpp"

#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <string>

namespace telnyx::testing::detail {

/// A limit per minute that refills evenly, like a bucket with a leak.
class rate_limit {
  public:
    using duration = std::chrono::nanoseconds;
    using time_point = std::chrono::steady_clock::time_point;

    /// @param per_minute at least 1
    explicit rate_limit(std::size_t per_minute) : per_minute_(per_minute) {}

    std::size_t per_minute() const { return per_minute_; }

    /// Time until this many can be taken; 0 if they can be taken now, `std::nullopt` if they are more than the limit.
    std::optional<duration> wait_for(std::size_t count, time_point now) const;

    /// Takes this many, which `wait_for` has permitted.
    void take(std::size_t count, time_point now);

    /// How many can be taken now.
    std::size_t remaining(time_point now) const;

    /// Time until all can be taken.
    duration until_full(time_point now) const;

  private:
    static constexpr duration minute = std::chrono::minutes(1);

    /// Time in which this many refill.
    duration time_of(std::size_t count) const;

    std::size_t per_minute_;
    time_point full_{}; // when all can be taken
};

/// The limits of each model of the built-in chat: requests and tokens per minute; 0 is no limit.
class rate_limits {
  public:
    using time_point = rate_limit::time_point;

    rate_limits(std::size_t requests, std::size_t tokens) : requests_(requests), tokens_(tokens) {}

    /// Takes one request with so many tokens; a response with status 429 if that exceeds a limit of the model.
    std::optional<reply> take(std::string const& model, std::size_t tokens, time_point now);

    /// Adds the headers `x-ratelimit-...` with the state of the model's limits.
    void add_headers(reply& to, std::string const& model, time_point now);

  private:
    struct limits {
        std::optional<rate_limit> requests;
        std::optional<rate_limit> tokens;
    };

    limits& of(std::string const& model);
    reply refused(std::string const& model, char const* what, std::size_t count, rate_limit const& limit,
                  time_point now);

    std::size_t requests_;
    std::size_t tokens_;
    std::map<std::string, limits> models_;
};

/// A duration in OpenAI's format for headers: `1m0s`, `7.66s`, `12ms`, rounded up to milliseconds.
std::string reset_text(std::chrono::nanoseconds time);

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/rate_limits.ipp"
#endif
