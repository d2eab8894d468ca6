#pragma once

#include "telnyx/base/invalid_argument_error.hpp"
#include "telnyx/options/option_value.hpp"

namespace telnyx::detail {

TELNYX_DECL time_span::duration positive_time(char const* option, time_span::duration value) {
    if (value <= time_span::duration::zero()) throw invalid_argument_error(option, "must be positive");
    return value;
}

TELNYX_DECL time_span::duration time_or_zero(char const* option, time_span::duration value) {
    if (value < time_span::duration::zero()) throw invalid_argument_error(option, "must not be negative");
    return value;
}

TELNYX_DECL int count_or_zero(char const* option, int value) {
    if (value < 0) throw invalid_argument_error(option, "must not be negative");
    return value;
}

TELNYX_DECL std::int64_t positive_count(char const* option, std::int64_t value) {
    if (value <= 0) throw invalid_argument_error(option, "must be positive");
    return value;
}

TELNYX_DECL std::size_t positive_size(char const* option, std::size_t value) {
    if (value == 0) throw invalid_argument_error(option, "must be positive");
    return value;
}

} // namespace telnyx::detail
