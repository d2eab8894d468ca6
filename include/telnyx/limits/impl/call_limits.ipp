#pragma once

#include "telnyx/base/invalid_argument_error.hpp"
#include "telnyx/limits/call_limits.hpp"
#include "telnyx/limits/limiter.hpp"
#include "telnyx/options/option_value.hpp"

#include <string>
#include <utility>

namespace telnyx {

TELNYX_DECL call_limits& call_limits::in_flight(std::int64_t calls) {
    values_.general.in_flight = detail::positive_count("in_flight", calls);
    return *this;
}

TELNYX_DECL call_limits& call_limits::requests_per_minute(std::int64_t requests) {
    values_.general.requests_per_minute = detail::positive_count("requests_per_minute", requests);
    return *this;
}

TELNYX_DECL call_limits& call_limits::tokens_per_minute(std::int64_t tokens) {
    values_.general.tokens_per_minute = detail::positive_count("tokens_per_minute", tokens);
    return *this;
}

TELNYX_DECL call_limits& call_limits::for_model(text_view model, call_limits const& limits) {
    auto& all = values_.models;
    all.insert(all.begin(), {std::string(model), limits.values_.general});
    return *this;
}

TELNYX_DECL call_limits& call_limits::retry_share(double share) {
    if (!(share > 0 && share <= 1)) throw invalid_argument_error("retry_share", "must be positive, and at most 1");
    values_.retry_share = share;
    return *this;
}

TELNYX_DECL std::shared_ptr<core::call_gate> call_limits::make_gate(std::shared_ptr<clock> time) const {
    return std::make_shared<limits::limiter>(values_, std::move(time));
}

} // namespace telnyx
