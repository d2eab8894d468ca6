#pragma once

#include "telnyx/async/one_shot.hpp"

#include <exception>
#include <memory>
#include <mutex>
#include <string_view>

namespace telnyx::body {

/// A piece that a source has been asked for, by one who may want to break that off.
class reading {
  public:
    virtual ~reading() = default;

    /// Cancels the source's wait; `ended` tells when it is through.
    virtual void cancel() = 0;

    /// An event for the next wait: the source is through. Whoever wants to interrupt the wait may set it as well.
    std::shared_ptr<async::one_shot> next_wait() {
        std::lock_guard const lock(mutex_);
        woken_ = std::make_shared<async::one_shot>();
        if (ended.is_set()) woken_->set();
        return woken_;
    }

    async::one_shot ended; ///< the source is through
    std::string_view piece;
    std::exception_ptr failure;

  protected:
    /// The source is through. Thread-safe.
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
