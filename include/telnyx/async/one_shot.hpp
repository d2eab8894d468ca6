#pragma once

#include "telnyx/config.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <memory>
#include <mutex>
#include <utility>

namespace telnyx::async {

/// An event that happens once, and one coroutine that waits for it, with a time limit and cancellation.
///
/// `set()` may be called from any thread, before, during or after the wait: the wake-up is never lost. The wait ends
/// with `operation_aborted` when the event happened or the wait was cancelled, without an error when time ran out;
/// `is_set()` tells the first two apart.
class one_shot {
  public:
    explicit one_shot(boost::asio::any_io_executor executor) : state_(std::make_shared<state>(std::move(executor))) {}

    one_shot(one_shot const&) = delete;
    one_shot& operator=(one_shot const&) = delete;

    /// Ends a wait as if it were cancelled.
    ~one_shot() {
        std::lock_guard const lock(state_->mutex);
        state_->timer.cancel();
    }

    /// Makes the event happen.
    void set() {
        auto const kept = state_;
        std::lock_guard const lock(kept->mutex);
        kept->set = true;
        kept->timer.cancel();
    }

    bool is_set() const {
        std::lock_guard const lock(state_->mutex);
        return state_->set;
    }

    /// Waits for the event, at most until `deadline`.
    template <class Token>
    auto async_wait(std::chrono::steady_clock::time_point deadline, Token&& token) {
        return boost::asio::async_initiate<Token, void(boost::system::error_code)>(
            [this, deadline](auto handler) {
                auto const kept = state_;
                std::lock_guard const lock(kept->mutex);
                kept->timer.expires_at(kept->set ? std::chrono::steady_clock::time_point::min() : deadline);
                kept->timer.async_wait(std::move(handler));
            },
            token);
    }

  private:
    // The coroutine that was waiting may go on in another thread, and end the life of the event, before the one that
    // has set it or begun the wait has unlocked the mutex. So each of them keeps it.
    struct state {
        explicit state(boost::asio::any_io_executor const& executor) : timer(executor) {}

        std::mutex mutex;
        boost::asio::steady_timer timer;
        bool set = false;
    };

    std::shared_ptr<state> state_;
};

} // namespace telnyx::async
