#pragma once

#include "telnyx/testing/recorded_request.hpp"
#include "telnyx/testing/sandbox_statistics.hpp"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <vector>

namespace telnyx::testing::detail {

/// The received requests and counters of a sandbox. Thread-safe.
class request_log {
  public:
    explicit request_log(std::size_t max_requests) : max_requests_(max_requests) {}

    void add(recorded_request const& request);

    /// Changes the counters and wakes the functions that wait for them.
    template <class Change>
    void count(Change change) {
        std::lock_guard const lock(mutex_);
        change(counters_);
        changed_.notify_all();
    }

    std::vector<recorded_request> requests() const;
    sandbox_statistics statistics() const;

    /// Blocks until `counter` is `wanted` or more; returns false after `timeout`.
    bool wait_for(std::size_t sandbox_statistics::*counter, std::size_t wanted,
                  std::chrono::milliseconds timeout) const;

  private:
    std::size_t const max_requests_;
    mutable std::mutex mutex_;
    mutable std::condition_variable changed_;
    std::deque<recorded_request> requests_;
    sandbox_statistics counters_;
};

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/request_log.ipp"
#endif
