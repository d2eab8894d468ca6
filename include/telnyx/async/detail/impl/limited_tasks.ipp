#pragma once

#include "telnyx/async/detail/limited_tasks.hpp"
#include "telnyx/errors/api_user_abort_error.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/this_coro.hpp>

#include <chrono>
#include <utility>

namespace telnyx::async::detail {

// No local type: g++ 12 warns about those in coroutines.
class limited_tasks::ending {
  public:
    explicit ending(limited_tasks& ended) : of_(ended) {}
    ending(ending const&) = delete;
    ending& operator=(ending const&) = delete;
    ~ending() { of_.stop(); }

  private:
    limited_tasks& of_;
};

TELNYX_DECL boost::asio::awaitable<void> limited_tasks::run(std::shared_ptr<limited_tasks> self, std::size_t most) {
    auto const executor = co_await boost::asio::this_coro::executor;
    auto const state = co_await boost::asio::this_coro::cancellation_state;
    bool const throws = co_await boost::asio::this_coro::throw_if_cancelled();
    if (throws && state.cancelled() != boost::asio::cancellation_type::none) throw api_user_abort_error();
    co_await boost::asio::this_coro::throw_if_cancelled(false); // the items are waited for in any case
    ending const last(*self); // also when this coroutine is destroyed: nobody needs the items any more
    start(self, executor, most);
    auto waiting = wait_for_all(self->tasks_);
    bool const cancelled = co_await std::move(waiting);
    if (cancelled) {
        self->stop();
        auto ended = wait_for_end(self);
        co_await std::move(ended);
    }
    co_await boost::asio::this_coro::throw_if_cancelled(throws);
    if (cancelled) throw api_user_abort_error();
    self->check();
}

// Only this function adds to the tasks, so it and its caller may read them without the lock.
TELNYX_DECL void limited_tasks::start(std::shared_ptr<limited_tasks> const& self,
                                      boost::asio::any_io_executor const& executor, std::size_t most) {
    while (self->tasks_.size() < most) {
        bool has_item = false;
        auto work = self->begin(self, has_item);
        if (!has_item) return;
        auto const made = std::make_shared<task>();
        made->start(executor, std::move(work));
        std::lock_guard const lock(self->mutex_);
        self->tasks_.push_back(made);
        if (self->cancelled_) made->cancel();
    }
}

TELNYX_DECL boost::asio::awaitable<void> limited_tasks::wait_for_end(std::shared_ptr<limited_tasks> self) {
    for (auto const& each : self->tasks_)
        co_await each->ended().async_wait_uncancelled(boost::asio::as_tuple(boost::asio::deferred));
}

// Returns whether the wait was cancelled.
TELNYX_DECL boost::asio::awaitable<bool> limited_tasks::wait_for_all(std::vector<std::shared_ptr<task>> tasks) {
    for (auto const& each : tasks) {
        co_await each->ended().async_wait(std::chrono::steady_clock::time_point::max(),
                                          boost::asio::as_tuple(boost::asio::deferred));
        if (!each->ended().is_set()) co_return true;
    }
    co_return false;
}

TELNYX_DECL void limited_tasks::stop() {
    std::vector<std::shared_ptr<task>> running;
    {
        std::lock_guard const lock(mutex_);
        stopped_ = cancelled_ = true;
        running = tasks_;
    }
    for (auto const& each : running)
        each->cancel();
}

TELNYX_DECL void limited_tasks::check() const {
    std::lock_guard const lock(mutex_);
    if (stopped_by_) std::rethrow_exception(stopped_by_);
}

TELNYX_DECL std::exception_ptr limited_tasks::first_failure() const {
    std::lock_guard const lock(mutex_);
    return first_failure_;
}

} // namespace telnyx::async::detail
