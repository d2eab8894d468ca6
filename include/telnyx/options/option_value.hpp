#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/base/time_span.hpp"

#include <cstddef>
#include <cstdint>

namespace telnyx::detail {

// Checks of option values. Each function throws `invalid_argument_error`, which names the option, if the value is
// invalid.

/// A positive time limit.
time_span::duration positive_time(char const* option, time_span::duration value);

/// A time that is not negative.
time_span::duration time_or_zero(char const* option, time_span::duration value);

/// A count that is not negative.
int count_or_zero(char const* option, int value);

/// A positive count.
std::int64_t positive_count(char const* option, std::int64_t value);
inline int positive_count(char const* option, int value) {
    return static_cast<int>(positive_count(option, std::int64_t(value)));
}

/// A positive size.
std::size_t positive_size(char const* option, std::size_t value);

} // namespace telnyx::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/options/impl/option_value.ipp"
#endif
