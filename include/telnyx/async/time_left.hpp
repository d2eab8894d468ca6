#pragma once

#include "telnyx/async/clock.hpp"

#include <chrono>

namespace telnyx {

/// The time until `end` if it is `now`: zero if `end` has passed, `duration::max()` if it is `time_point::max()`.
inline std::chrono::steady_clock::duration time_left(std::chrono::steady_clock::time_point end,
                                                     std::chrono::steady_clock::time_point now) {
    using time = std::chrono::steady_clock;
    if (end == time::time_point::max()) return time::duration::max();
    return end > now ? end - now : time::duration::zero();
}

/// The same, on the system's clock: what is left of a `request_options::deadline_at()`.
inline std::chrono::steady_clock::duration time_left(std::chrono::steady_clock::time_point end) {
    return time_left(end, std::chrono::steady_clock::now());
}

/// The same, on the custom clock of a client.
inline std::chrono::steady_clock::duration time_left(std::chrono::steady_clock::time_point end, clock const& time) {
    bool const limited = end != std::chrono::steady_clock::time_point::max();
    return time_left(end, limited ? time.now() : end); // looks at the clock only if need be
}

} // namespace telnyx
