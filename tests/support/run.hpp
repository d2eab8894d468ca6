#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <concepts>
#include <exception>
#include <optional>
#include <stdexcept>
#include <type_traits>
#include <utility>

namespace telnyx::tests {

/// An operation that was started, and how it ended.
template <class T>
class started {
  public:
    /// `operation` is an awaitable, or a function that gives one and is kept until the end.
    template <class Operation>
    started(boost::asio::io_context& io, Operation operation) : io_(io) {
        boost::asio::co_spawn(io, std::move(operation),
                              boost::asio::bind_cancellation_slot(cancel_.slot(), completion()));
    }
    started(started const&) = delete;
    started& operator=(started const&) = delete;

    bool done() const { return done_; }

    void cancel() { cancel_.emit(boost::asio::cancellation_type::terminal); }

    /// Runs the context until the operation has ended, and gives back or throws what came of it. The limit of time is
    /// for tests that have failed.
    T result() {
        auto const give_up = std::chrono::steady_clock::now() + std::chrono::seconds(60);
        io_.restart();
        while (!done_ && io_.run_one_until(give_up) != 0) {
        }
        if (!done_) throw std::runtime_error("the operation does not end");
        if (failure_) std::rethrow_exception(failure_);
        if constexpr (!std::is_void_v<T>) return std::move(*value_);
    }

  private:
    auto completion() {
        if constexpr (std::is_void_v<T>)
            return [this](std::exception_ptr failure) { end(failure); };
        else
            return [this](std::exception_ptr failure, T value) {
                value_ = std::move(value);
                end(failure);
            };
    }

    void end(std::exception_ptr failure) {
        failure_ = std::move(failure);
        done_ = true;
    }

    struct nothing {};

    boost::asio::io_context& io_;
    boost::asio::cancellation_signal cancel_;
    std::optional<std::conditional_t<std::is_void_v<T>, nothing, T>> value_;
    std::exception_ptr failure_;
    bool done_ = false;
};

/// Runs an operation to its end.
template <class T>
T run(boost::asio::io_context& io, boost::asio::awaitable<T> operation) {
    return started<T>(io, std::move(operation)).result();
}

/// Runs a coroutine without a result to its end.
template <std::invocable Function>
void run(boost::asio::io_context& io, Function function) {
    started<void>(io, std::move(function)).result();
}

/// Handles all that is ready, without waiting for anything.
inline void settle(boost::asio::io_context& io) {
    io.restart();
    io.poll();
}

} // namespace telnyx::tests
