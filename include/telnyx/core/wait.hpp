#pragma once

#include "telnyx/core/call.hpp"
#include "telnyx/errors/rethrow_cancellation.hpp"
#include "telnyx/fields/open_enum.hpp"
#include "telnyx/options/wait_options.hpp"

#include <boost/asio/awaitable.hpp>

#include <algorithm>
#include <chrono>
#include <initializer_list>
#include <memory>
#include <string>
#include <utility>

namespace telnyx::core {

/// Progress of a background task.
struct task_progress {
    enum class state { running, succeeded, failed };

    state reached = state::running;
    std::string status; ///< status sent by the server
};

/// The progress for a status. A status in neither list, including any unknown to the library, means that the task is
/// still running.
template <class E>
task_progress progress_of(open_enum<E> const& status, std::initializer_list<E> successes,
                          std::initializer_list<E> failures) {
    auto const among = [&](std::initializer_list<E> ends) {
        return std::any_of(ends.begin(), ends.end(), [&](E end) { return status == end; });
    };
    task_progress progress;
    progress.status = status.text();
    if (among(successes)) progress.reached = task_progress::state::succeeded;
    if (among(failures)) progress.reached = task_progress::state::failed;
    return progress;
}

/// One wait for a background task: schedules the polling and checks whether the task has ended.
class task_watch {
  public:
    /// Starts the wait. `look` is the request for the task.
    ///
    /// @throws api_connection_error if the client has been closed
    task_watch(std::shared_ptr<client_core> core, prepared_request look, std::string task_id,
               wait_options const& options);

    /// The next request for the task, limited to the remaining time of the wait.
    prepared_request next_look() const;

    /// Records a response; returns whether the task has succeeded.
    ///
    /// @throws task_failed_error if it has failed
    bool has_succeeded(task_progress progress, http_info const& http);

    /// Waits until the next request is due.
    ///
    /// @throws api_timeout_error if the wait expires before that
    /// @throws api_connection_error if the client is closed
    /// @throws api_user_abort_error if cancelled
    boost::asio::awaitable<void> pause();

  private:
    using duration = wait_options::duration;

    void lengthen_interval();

    std::shared_ptr<client_core> core_;
    async::call_place place_;
    prepared_request look_;
    std::string task_id_;
    wait_options options_;
    std::chrono::steady_clock::time_point finish_by_;
    duration interval_;
    std::string status_;
    int attempts_ = 0;
};

/// Sends `look` repeatedly until the background task has ended, and returns the last response. `progress(received)` is
/// the `task_progress` of the task in a response of type `T`. Throws the errors of `call()` and `task_watch`.
template <class T, class Progress>
boost::asio::awaitable<response<T>> wait(std::shared_ptr<client_core> core, prepared_request look, std::string task_id,
                                         wait_options options, Progress progress) {
    task_watch watch(core, std::move(look), std::move(task_id), options);
    try {
        for (;;) {
            auto request = watch.next_look();
            auto received = co_await call<T>(core, std::move(request));
            if (watch.has_succeeded(progress(received.value()), received.http())) co_return received;
            co_await watch.pause();
        }
    } catch (boost::system::system_error const& failure) {
        telnyx::detail::rethrow_cancellation(failure);
    }
}

} // namespace telnyx::core

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/core/impl/wait.ipp"
#endif
