#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/base/time_span.hpp"

#include <cstddef>

namespace telnyx::detail {

// What options accept. Each throws `invalid_argument_error`, which names the option, for anything else.

/// A time limit that leaves some time.
time_span::duration positive_time(char const* option, time_span::duration value);

/// A time that may be none at all.
time_span::duration time_or_zero(char const* option, time_span::duration value);

/// A number of times that may be none at all.
int count_or_zero(char const* option, int value);

/// A size or number of which none at all makes no sense.
std::size_t positive_size(char const* option, std::size_t value);

} // namespace telnyx::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/options/impl/option_value.ipp"
#endif
