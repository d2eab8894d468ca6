#pragma once

#include "telnyx/base/errc.hpp"
#include "telnyx/transport/time_limit.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>

namespace telnyx {

/// `start + wait`, without overflow for a wait that means "no limit", whatever the epoch of the clock.
inline std::chrono::steady_clock::time_point later(std::chrono::steady_clock::time_point start,
                                                   std::chrono::steady_clock::duration wait) {
    constexpr auto never = std::chrono::steady_clock::time_point::max();
    constexpr auto nothing = std::chrono::steady_clock::duration::zero();
    return wait > nothing && start > never - wait ? never : start + wait;
}

/// Limits for one attempt to send a request. A time point or duration of `max()` means no limit.
struct request_limits {
    using clock = std::chrono::steady_clock; ///< clock of the points in time

    clock::duration connect = clock::duration::max();        ///< name lookup, TCP and TLS together
    clock::time_point headers_by = clock::time_point::max(); ///< when the response headers must have arrived
    clock::duration silence = clock::duration::max();        ///< longest wait for more of the body
    clock::time_point finish_by = clock::time_point::max();  ///< deadline for the whole call
    std::size_t header_bytes = 64 * 1024;                    ///< most bytes of a response head

    /// For the whole call.
    time_limit whole() const { return {finish_by, errc::deadline_exceeded}; }

    /// For the response headers. `reached` is the error if they come too late.
    time_limit head(errc reached = errc::response_timeout) const { return earlier(whole(), {headers_by, reached}); }

    /// For a connection whose name lookup starts at `begun`.
    time_limit connected(clock::time_point begun) const {
        return earlier(head(), {later(begun, connect), errc::connect_timeout});
    }

    /// For more of the body, for which a reader waits from `since` on, not longer than `at_most`.
    time_limit more(clock::time_point since, clock::duration at_most = clock::duration::max()) const {
        return earlier(whole(), {later(since, std::min(silence, at_most)), errc::silence_timeout});
    }
};

} // namespace telnyx
