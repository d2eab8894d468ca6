#pragma once

#include <chrono>
#include <cstddef>

namespace telnyx {

/// Limits for one attempt to send a request. A time point or duration of `max()` means no limit.
struct request_limits {
    using clock = std::chrono::steady_clock;

    clock::duration connect = clock::duration::max();        ///< name lookup, TCP and TLS together
    clock::time_point headers_by = clock::time_point::max(); ///< deadline for the response headers
    clock::duration silence = clock::duration::max();        ///< longest wait for more of the body
    clock::time_point finish_by = clock::time_point::max();  ///< deadline for the whole call
    std::size_t header_bytes = 64 * 1024;                    ///< most bytes of a response head
};

/// `start + wait`, without overflow for a wait that means "no limit", whatever the epoch of the clock.
inline std::chrono::steady_clock::time_point later(std::chrono::steady_clock::time_point start,
                                                   std::chrono::steady_clock::duration wait) {
    constexpr auto never = std::chrono::steady_clock::time_point::max();
    constexpr auto nothing = std::chrono::steady_clock::duration::zero();
    return wait > nothing && start > never - wait ? never : start + wait;
}

} // namespace telnyx
