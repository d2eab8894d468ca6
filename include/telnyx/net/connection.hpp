#pragma once

#include "telnyx/async/one_shot.hpp"
#include "telnyx/async/own_cancellation.hpp"
#include "telnyx/base/secret_string.hpp"
#include "telnyx/http/origin.hpp"
#include "telnyx/http/request_encoder.hpp"
#include "telnyx/http/response_framer.hpp"
#include "telnyx/http/tunnel.hpp"
#include "telnyx/net/exchange_failure.hpp"
#include "telnyx/net/tls_engine.hpp"
#include "telnyx/net/wait_limit.hpp"
#include "telnyx/transport/transport_request.hpp"

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace telnyx::net {

/// One connection to an origin: the socket, the TLS session, and the HTTP exchange in progress.
///
/// It belongs to one call at a time, which drives it: take a step (`handshake`, `advance_to_head`, `advance_body`), and
/// if the step requests I/O, await `async_io()`. Only `expire_if_due()` and `break_off()` may be called from elsewhere,
/// at any time; a mutex serializes all accesses to the socket: these functions, the start of I/O operations and their
/// cancellation. It is never held while an operation is in progress.
///
/// No reference to the executor remains after the socket has been closed, so the connection may outlive the context of
/// its socket.
class connection : public std::enable_shared_from_this<connection> {
  public:
    using time_point = std::chrono::steady_clock::time_point;

    enum class step { done, send, receive, failed };

    /// Why `break_off()` or `expire_if_due()` ended the connection.
    enum class ended { none, expired, closed };

    /// What to offer to the peer during the TLS handshake.
    enum class protocols { http1, http2, both };

    explicit connection(std::shared_ptr<origin const> peer);

    /// Sets what to offer; by default, HTTP/1.1.
    void offer(protocols offered) { offered_ = offered; }
    protocols offered() const { return offered_; }

    /// Whether HTTP/2 was agreed on. Then only `hand_over()` is of use.
    bool speaks_http2() const;

    /// What a connection is made of.
    struct parts {
        boost::asio::ip::tcp::socket socket;
        std::unique_ptr<tls_engine> tls; ///< the ciphertext in it belongs to the connection
    };

    /// Hands the connection over after the handshake; `std::nullopt` if it was ended from outside.
    std::optional<parts> hand_over();

    /// Takes over a connected socket; `tls` is empty for plain http. With a `tunnel`, the socket is connected to a
    /// proxy, which must first be asked to connect to the origin; `proxy` is its name in messages.
    void establish(boost::asio::ip::tcp::socket socket, std::unique_ptr<tls_engine> tls,
                   std::unique_ptr<http::tunnel> tunnel = nullptr, std::string proxy = {});

    /// Continues the handshake with the proxy, if there is one, and the TLS handshake.
    step handshake();

    /// The tunnel through the proxy, until it is open.
    http::tunnel* tunnel() { return tunnel_.get(); }

    /// Encodes the request, with its body if that is short; `refill()` and `append_body()` encode the rest.
    void begin(transport_request const& request);

    /// Whether there are bytes to send.
    bool has_output() const { return !request_.abandoned() && sent_ < output().size(); }

    /// Encodes the next slice of an in-memory body once the output has been sent; returns `false` if none is left.
    bool refill();

    /// Encodes a chunk of a body produced by a `body_source`; an empty one ends the body.
    void append_body(std::string_view chunk);

    /// Whether the peer still expects more of the body.
    bool body_is_due() const { return request_.body_is_due(); }

    /// Whether the whole request has been encoded and sent.
    bool request_sent() const { return request_.complete() && !request_.abandoned() && !has_output(); }

    /// Ends sending, since the response has arrived: what cannot be sent without waiting is dropped.
    void end_request();

    /// Processes received data, up to the head of the response.
    step advance_to_head();

    /// Processes received data, up to the next chunk of the body: returns `done` with a chunk, or with an empty one at
    /// the end.
    step advance_body();
    std::string_view piece() const { return piece_; }

    /// Whether another request can follow: the response is complete, the peer keeps the connection open and has sent
    /// nothing more.
    bool reusable();

    /// Whether an idle connection is still usable: it is open, and the peer has neither closed it nor sent anything
    /// except complete TLS records without application data.
    bool alive();

    /// Frees buffer memory while the connection is idle.
    void release_buffers();

    /// Whether no part of the current response has arrived.
    bool response_untouched() const { return !received_any_; }

    /// Whether it has been connected.
    bool established() const { return established_; }

    /// Whether the whole request has been encoded.
    bool request_encoded() const { return request_.complete(); }

    /// Position in the pool's list of connections in use; managed by the pool.
    std::size_t pool_slot = 0;

    /// Number of the connection within the client, for observers.
    std::uint64_t number = 0;

    http::response_framer& framer() { return framer_; }
    tls_engine* tls() { return tls_.get(); }
    origin const& peer() const { return *peer_; }
    std::shared_ptr<origin const> const& shared_peer() const { return peer_; }

    /// The failure of the last failed step or operation.
    exchange_failure& failure() { return failure_; }
    exchange_failure const& failure() const { return failure_; }

    /// Whether the handshake failed because the peer's certificate is not trusted.
    bool certificate_refused() const { return tls_ && tls_->certificate_refused(); }

    /// Limit of the call's current wait; checked by `expire_if_due()`.
    wait_limit& limit() { return limit_; }
    wait_limit const& limit() const { return limit_; }

    /// An event to set when the connection is ended from outside and when early input arrives: for waits for something
    /// else.
    void set_interrupt(std::shared_ptr<async::one_shot> interrupt);

    /// Ends the connection if its deadline has passed. Thread-safe.
    void expire_if_due(time_point now);

    /// Ends the connection immediately. Thread-safe.
    void break_off(ended reason = ended::closed);

    /// Whether, and why, the connection was ended from outside.
    ended ended_by() const { return ended_.load(std::memory_order_acquire); }

    /// Sends close_notify, without waiting, and closes.
    void close();

    /// Does the I/O that `step::send` or `step::receive` asks for: `void(error_code, std::size_t)`. Call `on_io()` with
    /// the result.
    template <class Token>
    auto async_io(step wanted, Token&& token) {
        if (wanted == step::receive) prepare_input();
        return initiate(
            [this, wanted](boost::asio::ip::tcp::socket& socket, auto handler) {
                if (wanted == step::receive) {
                    socket.async_read_some(boost::asio::buffer(input_.get(), input_size_), std::move(handler));
                    return;
                }
                std::string_view const rest = output().substr(sent_);
                // Early responses must not wait for a peer that has stopped reading.
                auto const size = early_input_ ? 0 : rest.size();
                sending_ = true;
                socket.async_write_some(boost::asio::buffer(rest.data(), size), std::move(handler));
            },
            std::forward<Token>(token));
    }
    void on_io(step done, boost::system::error_code failure, std::size_t count);

    /// Watches for input while a long request is being sent; interrupts a send in progress or another wait when some
    /// arrives.
    void watch_for_early_input();

    /// Cancels the owner's operations in progress.
    void cancel_operation();

    /// Whether input has arrived while sending. Reads the available data.
    bool take_early_input();

    /// Stops watching; call this when no more of a long request will be sent.
    void stop_watching();

  private:
    static constexpr std::size_t record_size = 16 * 1024;
    static constexpr std::size_t smallest_plain = 512;
    static constexpr std::size_t smallest_input = 4 * 1024;
    static constexpr std::size_t largest_input = 128 * 1024;

    struct nothing {};

    template <class Initiation, class Token>
    auto initiate(Initiation initiation, Token&& token) {
        return boost::asio::async_initiate<Token, void(boost::system::error_code, std::size_t)>(
            [this, initiation](auto handler) {
                auto const self = shared_from_this(); // the call may continue in another thread and drop it
                async::cancel_through(handler, weak_from_this());
                std::lock_guard const lock(mutex_);
                if (socket_) {
                    initiation(*socket_, async::own_cancellation_handler(std::move(handler), nothing()));
                    return;
                }
                // It has been closed; Asio reports that.
                boost::asio::ip::tcp::socket closed(boost::asio::get_associated_executor(handler));
                initiation(closed, async::own_cancellation_handler(std::move(handler), nothing()));
            },
            token);
    }

    std::string_view output() const { return tls_ ? std::string_view(tls_->output()) : plain_output_; }
    void clear_output() {
        plain_output_.clear();
        if (tls_) tls_->output().clear();
    }

    void encode(std::string_view plain);
    void flush();
    step fail(boost::system::error_code code, std::string text);
    void on_sent(boost::system::error_code failure, std::size_t count);
    void on_received(boost::system::error_code failure, std::size_t count);
    void prepare_input();
    void accept_input(std::string_view bytes);
    void on_early_input(boost::system::error_code failure);
    step pass_proxy();
    step advance();
    bool parse();
    step decrypt();
    step needs_input();
    step end_of_input();
    void consume_piece();
    void cancel_io();
    void close_socket();
    std::string where() const;
    bool offers(std::string_view protocol) const { return offered_ != protocols::http1 && protocol == "h2"; }

    std::shared_ptr<origin const> peer_;
    protocols offered_ = protocols::http1;
    std::string const authority_;
    std::mutex mutex_;
    std::optional<boost::asio::ip::tcp::socket> socket_; // as long as it is open
    std::unique_ptr<tls_engine> tls_;
    std::unique_ptr<tls_engine> tls_within_tunnel_; // until the proxy has opened it
    std::unique_ptr<http::tunnel> tunnel_;
    std::string proxy_;
    http::response_framer framer_;

    std::unique_ptr<char[]> input_; // receive buffer: ciphertext, or plaintext without TLS
    std::size_t input_size_ = 0;
    bool input_was_full_ = false;     // the last read filled all of input_
    bool end_of_stream_ = false;      // end of the TCP stream
    bool close_notify_ = false;       // end of the TLS session
    boost::beast::flat_buffer plain_; // decrypted but unread
    telnyx::detail::secret_string plain_output_;
    std::size_t sent_ = 0; // bytes of the output sent

    http::request_encoder request_;
    std::string_view piece_;
    bool piece_is_new_ = false; // found but not yet passed to the call
    std::size_t piece_end_ = 0; // bytes of plain_ up to the end of piece_
    bool received_any_ = false;
    bool established_ = false;

    bool sending_ = false;
    bool early_input_ = false;
    bool watching_ = false;

    std::shared_ptr<async::one_shot> interrupt_;
    exchange_failure failure_;
    wait_limit limit_;
    std::atomic<ended> ended_{ended::none};
};

} // namespace telnyx::net

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/net/impl/connection.ipp"
#endif
