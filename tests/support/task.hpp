#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <exception>
#include <memory>
#include <optional>
#include <stdexcept>
#include <type_traits>
#include <utility>

namespace telnyx::tests {

/// How long a test may wait for something that has to happen. It only ends tests that have failed.
inline constexpr std::chrono::seconds patience{30};

/// Runs handlers until `happened()`; throws when it does not within `time`.
template <class Predicate>
void run_until(boost::asio::io_context& io, Predicate happened, std::chrono::seconds time = patience) {
    auto const limit = std::chrono::steady_clock::now() + time;
    while (!happened()) {
        if (std::chrono::steady_clock::now() > limit) throw std::runtime_error("what was waited for did not happen");
        io.restart();
        io.run_one_for(std::chrono::milliseconds(5)); // what happens in other threads wakes nobody here
    }
}

/// Runs handlers until there are none that could run at once.
inline void run_ready(boost::asio::io_context& io) {
    io.restart();
    io.poll();
}

/// A coroutine that runs on an io_context, which only `get()` and `run_until()` run.
template <class T>
class task {
  public:
    /// `body` is an awaitable, or a function that gives one and is kept until the end.
    template <class Function>
    task(boost::asio::io_context& io, Function body) : io_(io), state_(std::make_shared<state>()) {
        auto const kept = state_;
        auto const finish = [kept](std::exception_ptr failure, auto... result) {
            kept->failure = failure;
            if constexpr (sizeof...(result) != 0)
                if (!failure) kept->value.emplace(std::move(result)...);
            kept->over = true;
        };
        boost::asio::co_spawn(io, std::move(body), boost::asio::bind_cancellation_slot(state_->stop.slot(), finish));
    }

    bool over() const { return state_->over; }

    /// Cancels what the coroutine waits for.
    void cancel() {
        cancelled_ = true;
        state_->stop.emit(boost::asio::cancellation_type::terminal);
    }

    /// Runs the io_context until the coroutine has ended; gives back its result or throws what it threw.
    T get() {
        run_until(io_, [this] { return over(); });
        if (cancelled_) run_ready(io_); // Asio may still be about to pass the cancellation on
        if (state_->failure) std::rethrow_exception(state_->failure);
        if constexpr (!std::is_void_v<T>) return std::move(*state_->value);
    }

  private:
    struct state {
        struct nothing {};
        std::optional<std::conditional_t<std::is_void_v<T>, nothing, T>> value;
        std::exception_ptr failure;
        bool over = false;
        boost::asio::cancellation_signal stop;
    };

    boost::asio::io_context& io_;
    std::shared_ptr<state> state_;
    bool cancelled_ = false;
};

template <class Function>
task(boost::asio::io_context&, Function) -> task<typename std::invoke_result_t<Function>::value_type>;

template <class T>
task(boost::asio::io_context&, boost::asio::awaitable<T>) -> task<T>;

/// Runs a coroutine to its end; gives back its result or throws what it threw.
template <class Function>
auto run(boost::asio::io_context& io, Function body) {
    return task(io, std::move(body)).get();
}

/// Lets time pass.
inline boost::asio::awaitable<void> pause(std::chrono::steady_clock::duration time) {
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor, time);
    co_await timer.async_wait(boost::asio::use_awaitable);
}

} // namespace telnyx::tests
