#pragma once

#include "telnyx/async/one_shot.hpp"

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

/// A coroutine that runs beside the one that needs its result, on a strand of its own, so that it can be cancelled
/// from any thread.
template <class T>
class errand : public std::enable_shared_from_this<errand<T>> {
  public:
    explicit errand(boost::asio::any_io_executor const& executor)
        : strand_(boost::asio::make_strand(executor)), ended_(executor) {}

    /// Begins; `then()` is called in the strand when it is over. Call once, on an object that a `shared_ptr` owns.
    template <class Then>
    void start(boost::asio::awaitable<T> work, Then then) {
        auto finish = [self = this->shared_from_this(), then](std::exception_ptr failure, T result) {
            self->failure_ = failure;
            self->result_ = std::move(result);
            // Asio still uses the signal until its coroutine has ended, which it does in the strand.
            boost::asio::post(self->strand_, [self, then] {
                self->ended_.set();
                then();
            });
        };
        boost::asio::co_spawn(strand_, std::move(work),
                              boost::asio::bind_cancellation_slot(cancel_.slot(), std::move(finish)));
    }

    /// Happens when it is over.
    one_shot& ended() { return ended_; }

    /// Asks it to end early. Thread-safe.
    void cancel() {
        boost::asio::dispatch(strand_, [self = this->shared_from_this()] {
            if (!self->ended_.is_set()) self->cancel_.emit(boost::asio::cancellation_type::terminal);
        });
    }

    /// What came of it, or what it threw; once, after its end.
    T take_result() {
        if (failure_) std::rethrow_exception(failure_);
        return std::move(*result_);
    }

  private:
    boost::asio::strand<boost::asio::any_io_executor> strand_;
    one_shot ended_;
    boost::asio::cancellation_signal cancel_;
    std::exception_ptr failure_;
    std::optional<T> result_;
};

} // namespace telnyx::async
