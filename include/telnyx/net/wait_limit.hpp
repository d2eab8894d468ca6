#pragma once

#include "telnyx/base/errc.hpp"
#include "telnyx/transport/time_limit.hpp"

#include <atomic>
#include <chrono>

namespace telnyx::net {

/// The limit of what a call is waiting for on its connection. The call sets it, and learns from it what to fail with;
/// others may look at the time from any thread.
class wait_limit {
  public:
    using time_point = std::chrono::steady_clock::time_point;

    void set(time_limit limit) {
        reached_ = limit.reached;
        at_ = limit.at;
    }

    /// The error that the wait ends with at the limit that was set last. For the call only.
    errc reached() const { return reached_; }

    /// When the wait must end. Thread-safe.
    time_point at() const { return at_; }

    /// Whether the wait must end. Thread-safe.
    bool is_over(time_point now) const { return at() <= now; }

  private:
    std::atomic<time_point> at_{time_point::max()};
    errc reached_ = errc::deadline_exceeded;
};

} // namespace telnyx::net
