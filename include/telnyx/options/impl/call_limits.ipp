#pragma once

#include "telnyx/base/invalid_argument_error.hpp"
#include "telnyx/options/call_limits.hpp"

namespace telnyx {

namespace detail {

inline std::int64_t positive_count(char const* option, std::int64_t value) {
    if (value <= 0) throw invalid_argument_error(option, "must be positive");
    return value;
}

} // namespace detail

TELNYX_DECL call_limits& call_limits::in_flight(std::int64_t calls) {
    general_.in_flight = detail::positive_count("in_flight", calls);
    return *this;
}

TELNYX_DECL call_limits& call_limits::requests_per_minute(std::int64_t requests) {
    general_.requests_per_minute = detail::positive_count("requests_per_minute", requests);
    return *this;
}

TELNYX_DECL call_limits& call_limits::tokens_per_minute(std::int64_t tokens) {
    general_.tokens_per_minute = detail::positive_count("tokens_per_minute", tokens);
    return *this;
}

TELNYX_DECL call_limits& call_limits::for_model(text_view model, call_limits const& limits) {
    models_.insert(models_.begin(), named_limits{std::string(model), limits.general_});
    return *this;
}

TELNYX_DECL detail::model_limits const& call_limits::of_model(std::string_view model) const {
    for (auto const& each : models_)
        if (each.model == model) return each.limits;
    return general_;
}

TELNYX_DECL call_limits& call_limits::retry_share(double share) {
    if (!(share > 0 && share <= 1)) throw invalid_argument_error("retry_share", "must be positive, and at most 1");
    retry_share_ = share;
    return *this;
}

} // namespace telnyx
