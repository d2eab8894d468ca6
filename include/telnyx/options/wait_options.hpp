#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/base/time_span.hpp"

#include <chrono>

namespace telnyx {

/// How to wait for a background task: how often to look after it, and for how long. Setters can be chained, also in
/// place:
///
///     co_await client.ai.clusters.wait(task_id, telnyx::wait_options().deadline(10min));
///
/// The task is looked at once at the beginning, and then after pauses that grow from the first to the longest interval.
class wait_options {
  public:
    using duration = std::chrono::steady_clock::duration;

    wait_options() {}

    /// Pause between the first look and the second; 1 s. Throws `invalid_argument_error` unless it is positive.
    wait_options& first_interval(detail::time_span pause);
    duration first_interval() const { return first_interval_; }

    /// By how much each pause is longer than the one before; 1.5. Throws `invalid_argument_error` below 1.
    wait_options& backoff_factor(double factor);
    double backoff_factor() const { return backoff_factor_; }

    /// Longest pause between two looks; 10 s. Throws `invalid_argument_error` unless it is positive.
    wait_options& longest_interval(detail::time_span pause);
    duration longest_interval() const { return longest_interval_; }

    /// Longest time of the whole wait, with all calls and pauses; no limit unless set. Throws `invalid_argument_error`
    /// unless it is positive.
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
