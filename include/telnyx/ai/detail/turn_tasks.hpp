#pragma once

#include "telnyx/ai/detail/tool.hpp"
#include "telnyx/ai/detail/tool_outcome.hpp"
#include "telnyx/async/detail/limited_tasks.hpp"
#include "telnyx/async/one_shot.hpp"
#include "telnyx/base/config.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <any>
#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace telnyx::core {
class client_core;
}

namespace telnyx::ai::detail {

/// The functions that run for the calls of one turn, up to so many at a time. Thread-safe, apart from `start()` and
/// `wait_for_end()`.
class turn_tasks final : public async::detail::limited_tasks {
  public:
    /// A call to run.
    struct job {
        std::size_t call = 0; ///< its number in the turn
        std::shared_ptr<tool const> of{};
        std::string arguments{};
        std::string id{}; ///< of the tool call, for observers
        int round = 0;    ///< the same
    };

    /// The beginning of a call, without an outcome, or its end.
    struct change {
        std::size_t call = 0;
        std::optional<tool_outcome> outcome{};
    };

    /// Measures durations by the clock of `core`, and notifies its observers; `context` is that of the run's requests.
    turn_tasks(std::vector<job> jobs, std::shared_ptr<core::client_core const> core,
               std::shared_ptr<std::any const> context);

    static void start(std::shared_ptr<turn_tasks> const& self, boost::asio::any_io_executor const& executor,
                      std::size_t most) {
        limited_tasks::start(self, executor, most);
    }

    /// Ends the calls that run, without waiting; no further call begins.
    void cancel() { stop(); }

    /// Waits until nothing runs, and cannot be cancelled. To be called when all calls have ended or been cancelled.
    static boost::asio::awaitable<void> wait_for_end(std::shared_ptr<turn_tasks> self);

    /// The first change that nobody has taken yet. Each call that has begun also ends.
    std::optional<change> pop();

    /// For a wait: set once there is a change.
    std::shared_ptr<async::one_shot> next_wait();

  private:
    TELNYX_DECL boost::asio::awaitable<bool> begin(std::shared_ptr<limited_tasks> self, bool& has_item) override;
    static boost::asio::awaitable<bool> work(std::shared_ptr<turn_tasks> self, std::optional<job> current);
    std::optional<job> next_job();
    void push(change made) noexcept;
    void tell_started(job const& begun) const;
    void tell_ended(job const& begun, tool_outcome const& outcome);

    std::shared_ptr<core::client_core const> const core_;
    std::shared_ptr<std::any const> const context_;
    std::vector<job> jobs_;
    std::size_t next_job_ = 0;

    std::mutex mutex_;
    std::vector<change> changes_; // with room for all of them
    std::size_t next_change_ = 0;
    std::shared_ptr<async::one_shot> woken_;
};

} // namespace telnyx::ai::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/ai/impl/turn_tasks.ipp"
#endif
