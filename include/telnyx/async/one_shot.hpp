#pragma once

#include "telnyx/async/own_cancellation.hpp"
#include "telnyx/base/config.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/system/error_code.hpp>

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

namespace telnyx::async {

/// An event that happens once, or once after each `reset()`, and one coroutine that waits for it, with a deadline and
/// cancellation.
///
/// `set()` may be called from any thread, before, during or after the wait: the wake-up is never lost. The wait ends
/// with `operation_aborted` if the event happened or the wait was cancelled, and without an error if the deadline
/// passed; `is_set()` distinguishes the first two.
///
/// The event itself belongs to no execution context and may outlive all of them: only a wait in progress has a timer,
/// on the executor of the waiting coroutine.
class one_shot {
  public:
    one_shot() : state_(std::make_shared<state>()) {}

    one_shot(one_shot const&) = delete;
    one_shot& operator=(one_shot const&) = delete;

    /// Ends a wait as if it was cancelled.
    ~one_shot() { state_->cancel_operation(); }

    /// Sets the event.
    void set() {
        auto const kept = state_;
        std::lock_guard const lock(kept->mutex);
        kept->set = true;
        if (kept->timer) kept->timer->cancel();
    }

    /// Prepares for another wait, when nobody waits.
    void reset() {
        std::lock_guard const lock(state_->mutex);
        state_->set = false;
    }

    bool is_set() const {
        std::lock_guard const lock(state_->mutex);
        return state_->set;
    }

    /// Waits for the event, until `deadline` at the latest.
    template <class Token>
    auto async_wait(std::chrono::steady_clock::time_point deadline, Token&& token) {
        return boost::asio::async_initiate<Token, void(boost::system::error_code)>(
            [this, deadline](auto handler) {
                cancel_through(handler, std::weak_ptr<state>(state_));
                this->begin_wait(deadline, std::move(handler)); // clang needs `this` to see that it is used
            },
            token);
    }

    /// Waits for the event, however long it takes: cancellation does not end the wait.
    template <class Token>
    auto async_wait_uncancelled(Token&& token) {
        return boost::asio::async_initiate<Token, void(boost::system::error_code)>(
            [this](auto handler) {
                this->begin_wait(std::chrono::steady_clock::time_point::max(), std::move(handler));
            },
            token);
    }

  private:
    template <class Handler>
    void begin_wait(std::chrono::steady_clock::time_point deadline, Handler handler) {
        auto const kept = state_;
        boost::asio::any_io_executor const executor = boost::asio::get_associated_executor(handler);
        own_cancellation_handler waiting(std::move(handler), wait_in_progress(kept));
        std::lock_guard const lock(kept->mutex);
        kept->timer.emplace(executor);
        kept->timer->expires_at(kept->set ? std::chrono::steady_clock::time_point::min() : deadline);
        kept->timer->async_wait(std::move(waiting));
    }

    // The waiting coroutine may resume on another thread, and destroy the event, before the function that has set it or
    // started the wait has unlocked the mutex. So each of them keeps the state alive.
    struct state {
        void cancel_operation() {
            std::lock_guard const lock(mutex);
            if (timer) timer->cancel();
        }

        std::mutex mutex;
        std::optional<boost::asio::steady_timer> timer; // of the wait in progress
        bool set = false;
    };

    /// Removes the timer when the wait has ended, or when its context was destroyed during the wait.
    class wait_in_progress {
      public:
        explicit wait_in_progress(std::shared_ptr<state> of) : of_(std::move(of)) {}
        wait_in_progress(wait_in_progress&&) = default;
        wait_in_progress& operator=(wait_in_progress&&) = delete;
        ~wait_in_progress() {
            if (!of_) return;
            std::lock_guard const lock(of_->mutex);
            of_->timer.reset();
        }

      private:
        std::shared_ptr<state> of_;
    };

    std::shared_ptr<state> state_;
};

} // namespace telnyx::async
