#pragma once

#include "telnyx/async/one_shot.hpp"

#include <exception>
#include <memory>
#include <mutex>
#include <string_view>

namespace telnyx::body {

/// A read from a source that is in progress and can be cancelled.
class reading {
  public:
    virtual ~reading() = default;

    /// Cancels the read; `ended` is set when it has ended.
    virtual void cancel() = 0;

    /// Event for the next wait, set when the read ends. Others may also set it to interrupt the wait.
    std::shared_ptr<async::one_shot> next_wait() {
        std::lock_guard const lock(mutex_);
        woken_ = std::make_shared<async::one_shot>();
        if (ended.is_set()) woken_->set();
        return woken_;
    }

    async::one_shot ended; ///< the read has ended
    std::string_view chunk;
    std::exception_ptr failure;

  protected:
    /// Marks the read as ended. Thread-safe.
    void finish() {
        std::lock_guard const lock(mutex_);
        ended.set();
        if (woken_) woken_->set();
    }

  private:
    std::mutex mutex_;
    std::shared_ptr<async::one_shot> woken_;
};

} // namespace telnyx::body
