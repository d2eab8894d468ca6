#pragma once

#include "telnyx/invalid_argument_error.hpp"
#include "telnyx/wait_options.hpp"

namespace telnyx {

namespace detail {

inline wait_options::duration positive_pause(char const* name, wait_options::duration pause) {
    if (pause <= wait_options::duration::zero()) throw invalid_argument_error(name, "must be positive");
    return pause;
}

} // namespace detail

TELNYX_DECL wait_options& wait_options::first_interval(duration pause) {
    first_interval_ = detail::positive_pause("first_interval", pause);
    return *this;
}

TELNYX_DECL wait_options& wait_options::backoff_factor(double factor) {
    if (!(factor >= 1)) throw invalid_argument_error("backoff_factor", "must be at least 1");
    backoff_factor_ = factor;
    return *this;
}

TELNYX_DECL wait_options& wait_options::longest_interval(duration pause) {
    longest_interval_ = detail::positive_pause("longest_interval", pause);
    return *this;
}

} // namespace telnyx
