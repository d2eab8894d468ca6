#pragma once

#include "telnyx/async/one_shot.hpp"
#include "telnyx/async/own_cancellation.hpp"
#include "telnyx/base/config.hpp"
#include "telnyx/net/early_input.hpp"

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <atomic>
#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <utility>

namespace telnyx::net {

/// The socket of a connection. One call uses it at a time; others may end it.
///
/// `break_off()` and `ended_by()` may be called from any thread at any time. A mutex serializes all accesses to the
/// socket: these functions, the start of I/O operations and their cancellation. It is never held while an operation is
/// in progress.
///
/// No reference to the executor remains after the socket has been closed, so the object may outlive its context.
class guarded_socket : public std::enable_shared_from_this<guarded_socket> {
  public:
    using socket_type = boost::asio::ip::tcp::socket;

    /// Why `break_off()` ended it.
    enum class ended { none, expired, closed };

    /// Takes over a connected socket; closes it at once if `break_off()` has been called.
    void open(socket_type socket);

    /// Whether there has been a socket.
    bool opened() const { return opened_; }

    /// Gives the socket away; `std::nullopt` if it is closed.
    std::optional<socket_type> release();

    /// Receives into `memory` or, if that is empty, sends some of `bytes`: `void(error_code, std::size_t)`. Call
    /// `end_send()` after sending.
    template <class Token>
    auto async_io(boost::asio::mutable_buffer memory, std::string_view bytes, Token&& token) {
        return boost::asio::async_initiate<Token, void(boost::system::error_code, std::size_t)>(
            [this, memory, bytes](auto handler) {
                auto const self = shared_from_this(); // the call may continue in another thread and drop it
                async::cancel_through(handler, weak_from_this());
                std::lock_guard const lock(mutex_);
                if (socket_) {
                    this->begin_io(*socket_, memory, bytes, std::move(handler));
                    return;
                }
                // It has been closed; Asio reports that.
                socket_type closed(boost::asio::get_associated_executor(handler));
                this->begin_io(closed, memory, bytes, std::move(handler));
            },
            token);
    }

    /// Returns whether the send that has ended with `result` was only interrupted by early input.
    bool end_send(boost::system::error_code result);

    /// Receives without waiting. The failure is `would_block` if nothing is there, `operation_aborted` if it is closed.
    std::size_t read_now(boost::asio::mutable_buffer memory, boost::system::error_code& failure);

    /// Sends what can be sent without waiting.
    std::size_t write_now(std::string_view bytes);

    /// Watches for input while a long request is being sent: when some arrives, a send in progress is cancelled and the
    /// interrupt is set.
    void watch_for_early_input();

    /// Stops watching; call this when no more of a long request will be sent.
    void stop_watching();

    /// Whether input has arrived while watching; once.
    bool take_early_input();

    /// Sets an event to set when the socket is ended and when early input arrives: for waits for something else.
    void set_interrupt(std::shared_ptr<async::one_shot> interrupt);

    /// Cancels the operations in progress.
    void cancel_operation();

    /// Ends it for a reason; the first one counts. Thread-safe.
    void break_off(ended reason = ended::closed);

    /// Whether, and why, `break_off()` was called. Thread-safe.
    ended ended_by() const { return ended_.load(std::memory_order_acquire); }

    /// Sends `last_bytes` without waiting, and closes.
    void close(std::string_view last_bytes);

  private:
    struct nothing {};

    template <class Handler>
    void begin_io(socket_type& socket, boost::asio::mutable_buffer memory, std::string_view bytes, Handler&& handler) {
        async::own_cancellation_handler waiting(std::forward<Handler>(handler), nothing());
        if (memory.size() > 0) {
            socket.async_read_some(memory, std::move(waiting));
            return;
        }
        auto const size = early_.begin_send() ? bytes.size() : 0;
        socket.async_write_some(boost::asio::buffer(bytes.data(), size), std::move(waiting));
    }

    void on_early_input(boost::system::error_code failure);
    void cancel_io();

    std::mutex mutex_;
    std::optional<socket_type> socket_; // as long as it is open
    early_input early_;
    std::shared_ptr<async::one_shot> interrupt_;
    std::atomic<ended> ended_{ended::none};
    bool opened_ = false;
};

} // namespace telnyx::net

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/net/impl/guarded_socket.ipp"
#endif
