#pragma once

#include "telnyx/base/errc.hpp"

#include <chrono>

namespace telnyx {

/// A point in time at which a wait must end, and the error that it ends with.
struct time_limit {
    /// When the wait must end.
    std::chrono::steady_clock::time_point at = std::chrono::steady_clock::time_point::max();
    /// What to fail with then.
    errc reached = errc::deadline_exceeded;
};

/// The one of two limits that comes first; the first argument if both come at once.
inline time_limit earlier(time_limit first, time_limit second) {
    return second.at < first.at ? second : first;
}

} // namespace telnyx
