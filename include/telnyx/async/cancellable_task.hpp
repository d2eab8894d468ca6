#pragma once

#include "telnyx/async/one_shot.hpp"
#include "telnyx/errors/api_user_abort_error.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>

#include <exception>
#include <memory>
#include <optional>
#include <utility>

namespace telnyx::async {

/// A coroutine that runs concurrently with the one that needs its result, on its own strand, so that it can be
/// cancelled from any thread.
///
/// The cancellable_task may outlive the execution context of its coroutine. Only the coroutine holds objects that
/// belong to the context; if it is destroyed before its end, the cancellable_task ends as if it were cancelled.
template <class T>
class cancellable_task : public std::enable_shared_from_this<cancellable_task<T>> {
  public:
    /// Starts the coroutine. Call once, on an object owned by a `shared_ptr`.
    void start(boost::asio::any_io_executor const& executor, boost::asio::awaitable<T> work) {
        start(executor, std::move(work), [] {});
    }

    /// The same; when the coroutine has ended, `then()` is called on its strand, unless its context ends before.
    template <class Then>
    void start(boost::asio::any_io_executor const& executor, boost::asio::awaitable<T> work, Then then) {
        auto const run = std::make_shared<running>(executor, this->shared_from_this());
        running_ = run;
        auto finish = [run, then](std::exception_ptr failure, T result) {
            run->of->failure_ = failure;
            run->of->result_ = std::move(result);
            // Asio uses the signal until its coroutine has ended, which happens on the strand.
            boost::asio::post(run->strand, [run, then] {
                run->end();
                then();
            });
        };
        boost::asio::co_spawn(run->strand, std::move(work),
                              boost::asio::bind_cancellation_slot(run->cancel.slot(), std::move(finish)));
    }

    /// Set when the coroutine has ended.
    one_shot& ended() { return ended_; }

    /// Requests cancellation. Thread-safe.
    void cancel() {
        auto const run = running_.lock();
        if (!run) return;
        boost::asio::dispatch(run->strand, [run] {
            if (!run->of->ended_.is_set()) run->cancel.emit(boost::asio::cancellation_type::terminal);
        });
    }

    /// Returns the result of the coroutine, or throws its exception; to be called once, after its end.
    T take_result() {
        if (failure_) std::rethrow_exception(failure_);
        if (!result_) throw api_user_abort_error();
        return std::move(*result_);
    }

  private:
    struct running {
        running(boost::asio::any_io_executor const& executor, std::shared_ptr<cancellable_task> self)
            : strand(boost::asio::make_strand(executor)), of(std::move(self)) {}
        running(running const&) = delete;
        running& operator=(running const&) = delete;
        ~running() { end(); }

        void end() { of->ended_.set(); }

        boost::asio::strand<boost::asio::any_io_executor> strand;
        boost::asio::cancellation_signal cancel;
        std::shared_ptr<cancellable_task> of;
    };

    one_shot ended_;
    std::weak_ptr<running> running_;
    std::exception_ptr failure_;
    std::optional<T> result_;
};

/// Cancels a cancellable_task that nobody waits for any more, unless it has ended.
template <class T>
class cancellable_task_guard {
  public:
    explicit cancellable_task_guard(cancellable_task<T>& of) : of_(of) {}
    cancellable_task_guard(cancellable_task_guard const&) = delete;
    cancellable_task_guard& operator=(cancellable_task_guard const&) = delete;
    ~cancellable_task_guard() { of_.cancel(); }

  private:
    cancellable_task<T>& of_;
};

} // namespace telnyx::async
