#pragma once

#include "telnyx/base/invalid_argument_error.hpp"
#include "telnyx/options/option_value.hpp"
#include "telnyx/options/wait_options.hpp"

namespace telnyx {

TELNYX_DECL wait_options& wait_options::first_interval(detail::time_span pause) {
    first_interval_ = detail::positive_time("first_interval", pause);
    return *this;
}

TELNYX_DECL wait_options& wait_options::backoff_factor(double factor) {
    if (!(factor >= 1)) throw invalid_argument_error("backoff_factor", "must be at least 1");
    backoff_factor_ = factor;
    return *this;
}

TELNYX_DECL wait_options& wait_options::longest_interval(detail::time_span pause) {
    longest_interval_ = detail::positive_time("longest_interval", pause);
    return *this;
}

TELNYX_DECL wait_options& wait_options::deadline(detail::time_span limit) {
    deadline_ = detail::positive_time("deadline", limit);
    return *this;
}

} // namespace telnyx
