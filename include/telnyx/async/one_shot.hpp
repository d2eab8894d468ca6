#pragma once

#include "telnyx/config.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
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
    explicit one_shot(boost::asio::any_io_executor executor) : timer_(std::move(executor)) {}

    /// Makes the event happen.
    void set() {
        std::lock_guard const lock(mutex_);
        set_ = true;
        timer_.cancel();
    }

    bool is_set() const {
        std::lock_guard const lock(mutex_);
        return set_;
    }

    /// Waits for the event, at most until `deadline`.
    template <class Token>
    auto async_wait(std::chrono::steady_clock::time_point deadline, Token&& token) {
        return boost::asio::async_initiate<Token, void(boost::system::error_code)>(
            [this, deadline](auto handler) {
                std::lock_guard const lock(mutex_);
                timer_.expires_at(set_ ? std::chrono::steady_clock::time_point::min() : deadline);
                timer_.async_wait(std::move(handler));
            },
            token);
    }

  private:
    mutable std::mutex mutex_;
    boost::asio::steady_timer timer_;
    bool set_ = false;
};

} // namespace telnyx::async
