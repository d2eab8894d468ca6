#pragma once

#include "telnyx/testing/impl/api_error.hpp"
#include "telnyx/testing/impl/rate_limits.hpp"

#include <algorithm>

namespace telnyx::testing::detail {

TELNYX_DECL rate_limit::duration rate_limit::time_of(std::size_t count) const {
    auto const part = static_cast<double>(count) / static_cast<double>(per_minute_);
    return duration(static_cast<duration::rep>(part * static_cast<double>(minute.count())));
}

TELNYX_DECL std::optional<rate_limit::duration> rate_limit::wait_for(std::size_t count, time_point now) const {
    if (count > per_minute_) return std::nullopt;
    return std::max(until_full(now) + time_of(count) - minute, duration(0));
}

TELNYX_DECL void rate_limit::take(std::size_t count, time_point now) {
    full_ = now + std::chrono::duration_cast<time_point::duration>(until_full(now) + time_of(count));
}

TELNYX_DECL std::size_t rate_limit::remaining(time_point now) const {
    constexpr double rounding_error = 1e-6;
    auto const free = static_cast<double>(std::max(minute - until_full(now), duration(0)).count());
    auto const count = free / static_cast<double>(minute.count()) * static_cast<double>(per_minute_);
    return static_cast<std::size_t>(count + rounding_error);
}

TELNYX_DECL rate_limit::duration rate_limit::until_full(time_point now) const {
    return std::max<duration>(full_ - now, duration(0));
}

TELNYX_DECL rate_limits::limits& rate_limits::of(std::string const& model) {
    auto const [found, is_new] = models_.try_emplace(model);
    if (is_new && requests_ > 0) found->second.requests.emplace(requests_);
    if (is_new && tokens_ > 0) found->second.tokens.emplace(tokens_);
    return found->second;
}

TELNYX_DECL std::optional<reply> rate_limits::take(std::string const& model, std::size_t tokens, time_point now) {
    auto& [of_requests, of_tokens] = of(model);
    auto const fits = [now](std::optional<rate_limit> const& limit, std::size_t count) {
        return !limit || limit->wait_for(count, now) == std::chrono::nanoseconds(0);
    };
    if (!fits(of_requests, 1)) return refused(model, "requests", 1, *of_requests, now);
    if (!fits(of_tokens, tokens)) return refused(model, "tokens", tokens, *of_tokens, now);
    if (of_requests) of_requests->take(1, now);
    if (of_tokens) of_tokens->take(tokens, now);
    return std::nullopt;
}

TELNYX_DECL void rate_limits::add_headers(reply& to, std::string const& model, time_point now) {
    auto const add = [&](std::optional<rate_limit> const& limit, std::string const& what) {
        if (!limit) return;
        to.header("x-ratelimit-limit-" + what, std::to_string(limit->per_minute()));
        to.header("x-ratelimit-remaining-" + what, std::to_string(limit->remaining(now)));
        to.header("x-ratelimit-reset-" + what, reset_text(limit->until_full(now)));
    };
    auto const& state = of(model);
    add(state.requests, "requests");
    add(state.tokens, "tokens");
}

/// A request that is larger than the limit itself gets no time after which to retry.
TELNYX_DECL reply rate_limits::refused(std::string const& model, char const* what, std::size_t count,
                                       rate_limit const& limit, time_point now) {
    auto detail = "The limit of " + model + " is " + std::to_string(limit.per_minute()) + " " + what +
                  " per minute. Remaining: " + std::to_string(limit.remaining(now)) +
                  ", requested: " + std::to_string(count) + ".";
    auto response = api_error(429, "10011", "Too many requests", std::move(detail));
    if (auto const wait = limit.wait_for(count, now)) {
        response.header("retry-after", std::to_string(std::chrono::ceil<std::chrono::seconds>(*wait).count()));
        response.header("retry-after-ms", std::to_string(std::chrono::ceil<std::chrono::milliseconds>(*wait).count()));
    }
    return response;
}

TELNYX_DECL std::string reset_text(std::chrono::nanoseconds time) {
    auto const total = std::chrono::ceil<std::chrono::milliseconds>(time).count();
    if (total == 0) return "0s";
    if (total < 1000) return std::to_string(total) + "ms";
    auto seconds = std::to_string(total % 60'000 / 1000);
    if (auto const rest = total % 1000; rest > 0) {
        auto digits = std::to_string(1000 + rest); // with leading zeros
        digits[0] = '.';
        digits.resize(digits.find_last_not_of('0') + 1);
        seconds += digits;
    }
    auto const minutes = total / 60'000;
    return (minutes > 0 ? std::to_string(minutes) + "m" : "") + seconds + "s";
}

} // namespace telnyx::testing::detail
