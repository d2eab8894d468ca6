#pragma once

#include "telnyx/base/config.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace telnyx::testing::detail {

/// What the API calls the stages of a kind of task: waiting, running, succeeded, failed.
using task_texts = std::array<std::string_view, 4>;

/// Tasks that run in the background of the built-in API: they advance with time alone.
class task_list {
  public:
    /// @param duration from the start of a task to its end; a quarter of it is spent waiting.
    explicit task_list(std::chrono::nanoseconds duration) : duration_(duration) {}

    std::chrono::nanoseconds duration() const { return duration_; }

    /// To be called before each request: what a request starts is waiting as long as that request lasts.
    void next_request() { ++request_; }

    /// Starts a task, or starts it again. It fails in the end when its name says so.
    void start(std::string const& id, std::string_view name);

    void forget(std::string const& id) { tasks_.erase(id); }

    /// Whether the task has come to its end. One that is not known has.
    bool done(std::string const& id) const;

    /// What the task's stage is called.
    std::string_view status(std::string const& id, task_texts const& texts) const;

  private:
    struct task {
        std::chrono::steady_clock::time_point started;
        std::uint64_t request;
        bool fails;
    };

    std::chrono::nanoseconds duration_;
    std::uint64_t request_ = 0;
    std::map<std::string, task> tasks_;
};

/// Whether a name asks for a failure, by containing "fail".
bool asks_for_failure(std::string_view name);

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/task_list.ipp"
#endif
