#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/base/time_span.hpp"

#include <chrono>

namespace telnyx {

/// How to wait for a background task: how often to poll it, and for how long. Setters can be chained, also in place:
///
///     co_await client.ai.clusters.wait(task_id, telnyx::wait_options().deadline(10min));
///
/// The first poll is at once; the following ones come after pauses that grow from the first to the longest interval.
class wait_options {
  public:
    using duration = std::chrono::steady_clock::duration; ///< type of pauses and time limits

    wait_options() {}

    /// Pause between the first poll and the second; default: 1 s.
    /// @throws invalid_argument_error if `pause` is not positive.
    wait_options& first_interval(detail::time_span pause);
    duration first_interval() const { return first_interval_; }

    /// Factor by which each pause is longer than the one before; default: 1.5.
    /// @throws invalid_argument_error if `factor` is less than 1.
    wait_options& backoff_factor(double factor);
    double backoff_factor() const { return backoff_factor_; }

    /// Longest pause between two polls; default: 10 s.
    /// @throws invalid_argument_error if `pause` is not positive.
    wait_options& longest_interval(detail::time_span pause);
    duration longest_interval() const { return longest_interval_; }

    /// Longest duration of the whole wait, including all calls and pauses; default: no limit.
    /// @throws invalid_argument_error if `limit` is not positive.
    wait_options& deadline(detail::time_span limit);
    duration deadline() const { return deadline_; }

  private:
    duration first_interval_ = std::chrono::seconds(1);
    double backoff_factor_ = 1.5;
    duration longest_interval_ = std::chrono::seconds(10);
    duration deadline_ = duration::max();
};

} // namespace telnyx

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/options/impl/wait_options.ipp"
#endif
