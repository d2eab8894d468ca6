#pragma once

#include "command_line.hpp"
#include "measurement.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <exception>
#include <utility>

namespace bench {

/// Coroutines on one thread that first get ready, and then share out the calls to be measured.
class crew {
  public:
    explicit crew(command_line asked)
        : asked_(std::move(asked)), measured_(asked_.requests), all_ready_(io_, clock::time_point::max()) {}

    boost::asio::io_context& io() { return io_; }
    command_line const& asked() const { return asked_; }
    measurement& measured() { return measured_; }

    /// Runs one coroutine to its end.
    void run(boost::asio::awaitable<void> work) {
        spawn(std::move(work));
        io_.run();
        io_.restart();
    }

    /// Starts a coroutine for each connection and runs until all have ended.
    template <class Worker>
    void run_all(Worker worker) {
        not_ready_ = not_done_ = asked_.connections;
        for (std::size_t i = 0; i < asked_.connections; ++i)
            spawn(worker());
        io_.run();
    }

    /// Called by each worker once its connection is open: goes on when all are, and the measurement begins then.
    boost::asio::awaitable<void> ready() {
        if (--not_ready_ == 0) {
            measured_.start();
            all_ready_.cancel();
        } else {
            co_await all_ready_.async_wait(boost::asio::as_tuple(boost::asio::deferred));
        }
    }

    /// Called by each worker instead of `ready()` when open connections are what is measured: ends the measurement
    /// when all are open, and does not come back.
    boost::asio::awaitable<void> hold() {
        if (--not_ready_ == 0) {
            measured_.add_requests(asked_.connections);
            measured_.stop();
            io_.stop();
        }
        co_await all_ready_.async_wait(boost::asio::as_tuple(boost::asio::deferred));
    }

    /// Whether there is another call to be made; counts it.
    bool take_call() {
        if (taken_ == asked_.requests) return false;
        ++taken_;
        return true;
    }

    /// Number of the call that was taken last.
    std::size_t call() const { return taken_; }

    /// Called by each worker that has no more to do. The measurement ends with the last one.
    void done() {
        if (--not_done_ == 0) measured_.stop();
    }

  private:
    void spawn(boost::asio::awaitable<void> work) {
        boost::asio::co_spawn(io_, std::move(work), [](std::exception_ptr failure) {
            if (failure) std::rethrow_exception(failure);
        });
    }

    command_line asked_;
    measurement measured_;
    boost::asio::io_context io_{1};
    boost::asio::steady_timer all_ready_;
    std::size_t not_ready_ = 0;
    std::size_t not_done_ = 0;
    std::size_t taken_ = 0;
};

} // namespace bench
