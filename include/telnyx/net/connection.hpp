#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/http/origin.hpp"
#include "telnyx/http/request_encoder.hpp"
#include "telnyx/http/response_reader.hpp"
#include "telnyx/http/tunnel.hpp"
#include "telnyx/net/exchange_failure.hpp"
#include "telnyx/net/guarded_socket.hpp"
#include "telnyx/net/opening_handshake.hpp"
#include "telnyx/net/wait_limit.hpp"
#include "telnyx/net/wire_codec.hpp"
#include "telnyx/transport/transport_request.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace telnyx::net {

/// One connection to an origin, for one HTTP/1.1 request at a time. It connects the parts that do the work: an
/// `opening_handshake`, then a `request_encoder` and a `response_reader` for one request after the other, whose texts
/// pass through a `wire_codec` to and from a `guarded_socket`.
///
/// It belongs to one call at a time, which drives it: take a step (`handshake`, `advance_to_head`, `advance_body`), and
/// if the step requests I/O, await `async_io()`. Nothing else may be used meanwhile, except the thread-safe functions
/// of `socket()` and `limit()`.
///
/// No reference to the executor remains after the socket has been closed, so the connection may outlive the context of
/// its socket.
class connection {
  public:
    enum class step { done, send, receive, failed };

    using ended = guarded_socket::ended;
    using protocols = opening_handshake::protocols;

    explicit connection(std::shared_ptr<origin const> peer);

    /// Position in the pool's list of connections in use; managed by the pool.
    std::size_t pool_slot = 0;

    /// Number of the connection within the client, for observers.
    std::uint64_t number = 0;

    /// What to offer to the peer during the handshake.
    protocols offered = protocols::http1;

    std::shared_ptr<origin const> const& peer() const { return peer_; }

    // Opening and closing.

    /// Takes over a connected socket; `tls` is null for plain http. With a `tunnel`, the socket is connected to a
    /// proxy, which must first be asked to connect to the origin; `proxy` is its name in messages.
    void establish(boost::asio::ip::tcp::socket socket, std::unique_ptr<tls_engine> tls,
                   std::unique_ptr<http::tunnel> tunnel = nullptr, std::string proxy = {});

    /// Continues the handshake with the proxy, if there is one, and the TLS handshake.
    step handshake();

    /// The tunnel through the proxy, until it is open; null if there is none.
    http::tunnel* tunnel() const { return handshake_.tunnel(); }

    /// The TLS session; null if there is none.
    tls_engine* tls() const { return wire_.tls(); }

    /// What a connection is made of.
    struct parts {
        boost::asio::ip::tcp::socket socket;
        std::unique_ptr<tls_engine> tls; ///< the ciphertext in it belongs to the connection
    };

    /// Hands the connection over if HTTP/2 was agreed on in the handshake; `std::nullopt` if it was ended from outside.
    std::optional<parts> hand_over();

    /// Whether an idle connection is still usable: it is open, and the peer has neither closed it nor sent anything
    /// except complete TLS records without application data.
    bool alive();

    /// Sends close_notify, without waiting, and closes.
    void close();

    // A request and its response.

    /// Encodes the request, with its body if that is short; `refill()` and `append_body()` encode the rest.
    void begin(transport_request const& request);

    /// Whether there are bytes to send. If all have been sent, encodes the next slice of a body in memory.
    bool refill();

    /// Encodes a chunk of a body produced by a `body_source`; an empty one ends the body.
    void append_body(std::string_view chunk);

    /// The request, as far as it has been encoded.
    http::request_encoder const& request() const { return request_; }

    /// Whether the whole request has been encoded and sent.
    bool request_sent() const { return request_.complete() && !request_.abandoned() && !wire_.has_unsent(); }

    /// Reads the input that has arrived while sending; returns whether there is any.
    bool take_early_input();

    /// Processes received data, up to the head of the response.
    step advance_to_head();

    /// Ends sending, since the response has arrived: what cannot be sent without waiting is dropped.
    void end_request();

    /// Processes received data, up to the next chunk of the body: returns `done` with a chunk, or with an empty one at
    /// the end.
    step advance_body();

    /// The response, as far as it has been read.
    http::response_reader& response() { return response_; }

    /// Ends an exchange. Returns whether another request can follow: the response is complete, the peer keeps the
    /// connection open and has sent nothing more. Then it has no limit any more, and its buffers are freed.
    bool become_idle();

    // Waiting.

    /// Does the I/O that `step::send` or `step::receive` asks for: `void(error_code, std::size_t)`. Call `on_io()` with
    /// the result.
    template <class Token>
    auto async_io(step wanted, Token&& token) {
        bool const receives = wanted == step::receive;
        return socket_->async_io(receives ? wire_.prepare_input() : boost::asio::mutable_buffer(),
                                 receives ? std::string_view() : wire_.unsent(), std::forward<Token>(token));
    }
    void on_io(step done, boost::system::error_code failure, std::size_t count);

    /// The limit of the call's current wait. Its owner ends the connection when it is over.
    wait_limit& limit() { return limit_; }

    /// What ends the connection from outside, and interrupts waits.
    guarded_socket& socket() const { return *socket_; }

    /// Why the last step or operation failed.
    exchange_failure& failure() { return failure_; }

  private:
    step fail(boost::system::error_code code, std::string text);
    step fail_response();
    void encode(std::string_view plain);
    void flush();
    void on_sent(boost::system::error_code failure, std::size_t count);
    void on_received(boost::system::error_code failure, std::size_t count);
    wire_codec::progress decode();
    step next_input();
    step needs_input();
    step end_of_input();

    std::shared_ptr<origin const> peer_;
    std::shared_ptr<guarded_socket> const socket_;
    wire_codec wire_;
    opening_handshake handshake_;
    http::request_encoder request_;
    http::response_reader response_;
    exchange_failure failure_;
    wait_limit limit_;
};

} // namespace telnyx::net

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/net/impl/connection.ipp"
#endif
