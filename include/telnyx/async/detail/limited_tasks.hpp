#pragma once

#include "telnyx/async/cancellable_task.hpp"
#include "telnyx/base/config.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <exception>
#include <memory>
#include <mutex>
#include <vector>

namespace telnyx::async::detail {

/// Up to so many coroutines at a time that take items from one source: what is the same for all types of items.
///
/// Each coroutine runs on its own strand and takes one item after the other. All functions are thread-safe.
class limited_tasks {
  public:
    explicit limited_tasks(bool stop_on_error) : stop_on_error_(stop_on_error) {}
    virtual ~limited_tasks() = default;

    limited_tasks(limited_tasks const&) = delete;
    limited_tasks& operator=(limited_tasks const&) = delete;

    /// Runs all items, `most` of them at a time, and waits for them.
    /// @throws api_user_abort_error if cancelled; the running items have been cancelled then, and have ended.
    static boost::asio::awaitable<void> run(std::shared_ptr<limited_tasks> self, std::size_t most);

    /// Throws what `run()` has to throw: the source's exception, or that of an item that has stopped the others.
    void check() const;

    /// The exception of the item that failed first; null if none did.
    std::exception_ptr first_failure() const;

  protected:
    /// Begins up to `most` coroutines, as `run()` does, for a caller that waits otherwise.
    static void start(std::shared_ptr<limited_tasks> const& self, boost::asio::any_io_executor const& executor,
                      std::size_t most);

    /// Lets no further item start, and cancels those that run.
    void stop();

    /// Whether those that run have been cancelled.
    bool was_stopped() {
        std::lock_guard const lock(mutex_);
        return cancelled_;
    }

    /// Waits until the coroutines have ended. Cannot be cancelled. One wait at a time.
    static boost::asio::awaitable<void> wait_for_end(std::shared_ptr<limited_tasks> self);

    /// Makes a coroutine that takes items until there are none, and sets `has_item` to whether there is one now.
    virtual boost::asio::awaitable<bool> begin(std::shared_ptr<limited_tasks> self, bool& has_item) = 0;

    /// Calls `next()`, which takes an item, unless no further item may start.
    template <class Next>
    auto take(Next next) -> decltype(next()) {
        std::lock_guard const lock(mutex_);
        if (stopped_) return {};
        try {
            auto taken = next();
            if (!taken) stopped_ = true;
            return taken;
        } catch (...) {
            stopped_ = true;
            stopped_by_ = std::current_exception();
            return {};
        }
    }

    /// Ends an item: calls `store()` with the lock held.
    template <class Store>
    void finish(std::exception_ptr const& failure, Store store) {
        {
            std::lock_guard const lock(mutex_);
            store();
            if (failure && !first_failure_) first_failure_ = failure;
            if (!failure || !stop_on_error_ || cancelled_) return;
            if (!stopped_by_) stopped_by_ = failure;
        }
        stop();
    }

  private:
    class ending; // stops what runs
    using task = cancellable_task<bool>;

    static boost::asio::awaitable<bool> wait_for_all(std::vector<std::shared_ptr<task>> tasks);

    mutable std::mutex mutex_;
    bool const stop_on_error_;
    bool stopped_ = false;   // no further item starts
    bool cancelled_ = false; // those that run have been cancelled
    std::exception_ptr first_failure_;
    std::exception_ptr stopped_by_;
    std::vector<std::shared_ptr<task>> tasks_;
};

} // namespace telnyx::async::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/async/detail/impl/limited_tasks.ipp"
#endif
