#pragma once

#ifdef TELNYX_HTTP2

#include "telnyx/async/one_shot.hpp"
#include "telnyx/base/config.hpp"
#include "telnyx/http/h2_session.hpp"
#include "telnyx/http/origin.hpp"
#include "telnyx/net/h2_stream.hpp"
#include "telnyx/net/tls_engine.hpp"
#include "telnyx/transport/transport_request.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/system/error_code.hpp>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace telnyx::net {

/// An HTTP/2 connection: the socket, the TLS session, the HTTP/2 session, and the I/O for all calls that share them.
///
/// Everybody may call everything from any thread. A mutex guards the sessions and the streams; it is held while bytes
/// are parsed, encrypted and copied, to the socket, too, never while one waits for the peer. Bytes are written in a
/// handler of its own, so that calls made at the same time share a write. While there are no calls nothing is read, so
/// that an idle connection does not keep an `io_context` from running out of work; what has arrived meanwhile is read
/// before the next call. For the same reason it is closed if it becomes idle while the peer does not take what is sent.
///
/// No reference to the executor remains after the socket has been closed, so the connection may outlive the context of
/// its socket.
class h2_connection : public std::enable_shared_from_this<h2_connection> {
  public:
    using time_point = std::chrono::steady_clock::time_point;

    /// After so long a silence a connection must answer PING, within `ping_time`, before it gets another call. Nor does
    /// it get one if the peer has taken nothing for as long as `ping_time` of what is sent.
    struct trust {
        std::chrono::steady_clock::duration silence = std::chrono::seconds(15);
        std::chrono::steady_clock::duration ping_time = std::chrono::seconds(5);
    };

    /// `presumed_room` is used until the server has said what it allows.
    h2_connection(std::shared_ptr<origin const> peer, std::uint64_t number, boost::asio::ip::tcp::socket socket,
                  std::unique_ptr<tls_engine> tls, http::h2_session::limits const& limits, trust const& trusted,
                  std::size_t presumed_room);

    /// Sets a function that is called, without the mutex, when `room()` has changed; before others use the object.
    void on_change(std::function<void(h2_connection&)> function) { changed_ = std::move(function); }

    /// Most streams that the server allows at a time; 0 if there can be no new ones, or not now.
    std::size_t room() const { return room_.load(std::memory_order_acquire); }

    /// Opens a stream, which may wait until the server allows it if it is the first one; returns `false` if there can
    /// be no new ones.
    bool open(std::shared_ptr<h2_stream> const& opened);

    /// Makes sure that the connection is still usable, before it is used again. `answered` is set when that is known,
    /// if the function returns `true`: the peer has to answer.
    bool begin_check(std::shared_ptr<async::one_shot> const& answered);

    /// Ends a check: nobody waits for it any more.
    void end_check(std::shared_ptr<async::one_shot> const& answered);

    /// When the peer must have answered.
    time_point check_limit() const { return std::chrono::steady_clock::now() + trust_.ping_time; }

    /// Ends the connection, if it has not ended: the peer has not answered.
    void give_up();

    /// Calls a function with the stream, with the mutex locked.
    template <class Function>
    auto locked(Function function) {
        std::lock_guard const lock(mutex_);
        return function();
    }

    /// Takes the data that a stream has received, so that the server may send as much again; returns `false` if there
    /// is none.
    bool take_data(h2_stream& of, std::string& out);

    /// Gives the stream the next chunk of its request's body.
    void give_body(h2_stream& of, std::string_view chunk);

    /// Resets a stream if it has not ended; its call goes on until `cancel()`.
    void reset(h2_stream& of);

    /// Ends a stream for which there is no use any more, and its call.
    void cancel(h2_stream& of);

    /// Closes at once. Calls fail, since the client is aborted.
    void abort();

    /// Closes in order: says so, without waiting. There must be no calls.
    void close();

    /// Whether it ended by `abort()`.
    bool aborted() const { return aborted_.load(std::memory_order_acquire); }

    /// Whether it broke by itself while there were calls on it.
    bool broke() const;

    /// Why it ended.
    boost::system::error_code failure() const;
    std::string failure_text() const;

    /// Whether the server has ended the session after it had processed requests.
    bool served_others() const;

    /// Whether the server has asked the client to slow down.
    bool server_is_overloaded() const;

    origin const& peer() const { return *peer_; }
    std::string const& authority() const { return authority_; }
    std::uint64_t number() const { return number_; }

  private:
    using socket_type = boost::asio::ip::tcp::socket;

    static constexpr std::size_t record_size = 16 * 1024;
    static constexpr std::size_t smallest_input = 16 * 1024;
    static constexpr std::size_t largest_input = 128 * 1024;
    static constexpr std::size_t write_size = 64 * 1024;

    // The following are called with the mutex locked.
    void reset_stream(h2_stream& of);
    void kick();
    void go_on();
    void begin_write();
    void await_writable();
    void close_if_stuck();
    void begin_read();
    bool is_idle() const { return calls_ == 0 && pongs_.empty(); }
    bool wants_input() const { return !pongs_.empty() || session_.streams() > 0; }
    bool has_output();
    bool takes_calls() const;
    bool is_stuck() const;
    void release_buffers();
    void receive(std::string_view bytes);
    void end_of_input(boost::system::error_code failure);
    void read_what_is_there();
    void note_sent();
    void forget_unsent();
    void fail(boost::system::error_code code, std::string text);
    void fail_with_session();
    void say_goodbye();
    void answer_pings();
    bool update_room();

    void flush();
    void on_read(boost::system::error_code failure, std::size_t count);
    void prepare_input();

    template <class Function>
    void change(Function function);

    std::shared_ptr<origin const> const peer_;
    std::string const authority_;
    std::uint64_t const number_;
    trust const trust_;
    std::size_t const presumed_room_;
    std::function<void(h2_connection&)> changed_;

    mutable std::mutex mutex_;
    std::optional<socket_type> socket_; // as long as it is open
    std::unique_ptr<tls_engine> tls_;
    http::h2_session session_;
    std::unique_ptr<char[]> input_;
    std::size_t input_size_ = 0;
    std::unique_ptr<char[]> plain_;
    std::string wire_;                               // TLS output that is being sent
    std::size_t sent_ = 0;                           // bytes of it that the socket has taken
    std::vector<std::shared_ptr<h2_stream>> unsent_; // their requests may not have been sent
    std::vector<std::shared_ptr<async::one_shot>> pongs_;
    std::uint64_t pings_answered_ = 0;
    std::size_t calls_ = 0; // streams that are in use
    bool used_ = false;     // by a call
    time_point heard_at_;
    bool input_was_full_ = false; // the last read filled all of input_
    bool reading_ = false;
    bool blocked_ = false;                    // until the socket takes more bytes
    bool has_more_ = false;                   // than one write takes
    std::optional<time_point> blocked_since_; // when the socket has last taken something
    bool flush_posted_ = false;
    bool broke_ = false;
    boost::system::error_code write_failure_; // the end is near
    boost::system::error_code failure_;
    std::string failure_text_;
    std::atomic<std::size_t> room_{0};
    std::atomic<bool> aborted_{false};
};

} // namespace telnyx::net

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/net/impl/h2_connection.ipp"
#endif

#endif
