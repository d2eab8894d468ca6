#pragma once

#include "asio_crew.hpp"

#include <stdexcept>

namespace bench {

/// A client over Asio: what it does on each of its connections, by the kinds of work that can be asked for.
class asio_client {
  public:
    explicit asio_client(crew& work) : work_(work) {}
    virtual ~asio_client() = default;
    asio_client(asio_client const&) = delete;
    asio_client& operator=(asio_client const&) = delete;

    /// Does what the command line asks for.
    void run() {
        auto const& kind = work_.asked().work;
        if (kind == "calls" || kind == "limited_calls" || kind == "tool_calls") {
            work_.run_all([this] { return make_calls(); });
        } else if (kind == "stream" || kind == "paced_streams") {
            work_.run_all([this] { return read_stream(); });
        } else if (kind == "short_streams") {
            work_.run_all([this] { return read_short_streams(); });
        } else if (kind == "idle_connections") {
            begin_after_a_call();
            work_.run_all([this] { return hold_connection(); });
        } else if (kind == "open_streams") {
            begin_after_a_call();
            work_.run_all([this] { return hold_stream(); });
        } else if (kind == "cold_calls") {
            measured().start();
            work_.run_all([this] { return call_and_end(); });
        } else if (kind == "upload" || kind == "download") {
            begin_after_a_call();
            work_.run(kind == "upload" ? upload() : download());
            work_.measured().stop();
        } else {
            throw std::invalid_argument("no such work: " + kind);
        }
    }

  protected:
    using awaitable = boost::asio::awaitable<void>;

    virtual awaitable call_once() = 0;
    virtual awaitable make_calls() = 0;         ///< until there are no more to be made
    virtual awaitable read_stream() = 0;        ///< one, to its end
    virtual awaitable read_short_streams() = 0; ///< of one event, until there are no more to be read
    virtual awaitable hold_connection() = 0;    ///< open and idle
    virtual awaitable hold_stream() = 0;        ///< open, with its first event read
    virtual awaitable upload() = 0;
    virtual awaitable download() = 0;

    crew& work() { return work_; }
    command_line const& asked() const { return work_.asked(); }
    measurement& measured() { return work_.measured(); }

  private:
    awaitable call_and_end() {
        co_await call_once();
        measured().add_requests(1);
        work_.done();
    }

    /// What is needed only once, such as the authorities to trust, does not count.
    void begin_after_a_call() {
        work_.run(call_once());
        measured().start();
    }

    crew& work_;
};

} // namespace bench
