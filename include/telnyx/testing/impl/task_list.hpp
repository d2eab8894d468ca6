#pragma once

#include "telnyx/async/clock.hpp"
#include "telnyx/base/config.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace telnyx::testing::detail {

/// The API's names for the stages of a kind of task: waiting, running, succeeded, failed.
using task_texts = std::array<std::string_view, 4>;

/// Background tasks of the built-in API: they advance only with time.
class task_list {
  public:
    /// @param duration from the start of a task to its end; a quarter of it is spent waiting
    task_list(std::chrono::nanoseconds duration, std::shared_ptr<clock const> time)
        : duration_(duration), time_(std::move(time)) {}

    std::chrono::nanoseconds duration() const { return duration_; }

    /// To be called before each request: a task stays in the waiting stage during the request that started it.
    void next_request() { ++request_; }

    /// Starts or restarts a task. It eventually fails if its name asks for that.
    void start(std::string const& id, std::string_view name);

    void forget(std::string const& id) { tasks_.erase(id); }

    /// Whether the task has ended. Unknown tasks have.
    bool done(std::string const& id) const;

    /// Name of the task's stage.
    std::string_view status(std::string const& id, task_texts const& texts) const;

  private:
    struct task {
        std::chrono::steady_clock::time_point started;
        std::uint64_t request;
        bool fails;
    };

    std::chrono::nanoseconds duration_;
    std::shared_ptr<clock const> time_;
    std::uint64_t request_ = 0;
    std::map<std::string, task> tasks_;
};

/// Whether a name asks for a failure, by containing "fail".
bool asks_for_failure(std::string_view name);

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/task_list.ipp"
#endif
