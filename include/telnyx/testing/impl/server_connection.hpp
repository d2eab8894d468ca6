#pragma once

#include "telnyx/net/tls_engine.hpp"
#include "telnyx/testing/connection_script.hpp"
#include "telnyx/testing/impl/connection_owner.hpp"
#include "telnyx/testing/impl/connection_protocol.hpp"
#include "telnyx/testing/impl/reply_player.hpp"
#include "telnyx/testing/impl/request_reader.hpp"

#include <boost/asio/ip/tcp.hpp>

#include <array>
#include <memory>
#include <string>

namespace telnyx::testing::detail {

/// One connection of a sandbox, from the TLS handshake to its end. Speaks HTTP/1.1 itself, and leaves other protocols
/// to a `connection_protocol`. Lives on the server's thread.
class server_connection final : public connection_link, public std::enable_shared_from_this<server_connection> {
  public:
    server_connection(connection_owner& owner, boost::asio::ip::tcp::socket socket, std::size_t number,
                      connection_script script);

    void start();

    /// Stops responding and ends the connection after sending everything written before (except with `reset`).
    TELNYX_DECL void end(connection_end how) override;

    /// Ends the connection when the current requests are complete.
    void retire();

    /// Closes the socket without notifying the owner.
    void abandon();

  private:
    enum class phase {
        handshake,
        open,
        ended, // further input is discarded, until the client closes too
        closed,
    };

    void receive();
    void received(std::string_view bytes);
    bool scripted_handshake_end();
    void shake_hands();
    void handshake_done();
    void decrypt();
    void serve();
    void respond(reply response);
    void refuse_malformed_request();
    void play(reply response, std::string_view method);
    void perform(reply_script::step step);
    void replied(std::optional<connection_end> how);
    void write(std::string_view plain);
    TELNYX_DECL void transmit() override;
    void produce();
    void produce_rest();
    void stop_replies();
    void send_buffer();
    void buffer_sent();
    void transmitted();
    void close();

    connection_owner& owner_;
    boost::asio::ip::tcp::socket socket_;
    connection_script script_;
    std::unique_ptr<net::tls_engine> engine_; // null for plain HTTP
    phase phase_ = phase::handshake;
    bool secured_ = false; // the handshake is over, or there is none

    bool receiving_ = false;
    bool deaf_ = false; // the rest of a request is not read
    std::array<char, 8192> input_;
    std::size_t bytes_received_ = 0;
    std::string unread_; // plaintext that is not part of a request yet

    bool sending_ = false;
    bool fin_wanted_ = false;
    std::string plain_output_; // without TLS: bytes to be sent
    std::string output_;       // being sent
    std::size_t output_begin_ = 0;
    std::size_t bytes_sent_ = 0;

    recorded_request origin_;                       // common part of all requests of this connection
    std::unique_ptr<connection_protocol> protocol_; // null for HTTP/1.1, to which the following belongs
    request_reader reader_;
    std::shared_ptr<reply_player> reply_;
    bool reply_waits_for_output_ = false;
    bool keep_alive_ = true;
    bool retiring_ = false;
    std::size_t replies_ = 0;
};

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/server_connection.ipp"
#endif
