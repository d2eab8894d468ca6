#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/testing/connection_end.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

namespace telnyx::testing {

namespace detail {
class http2_protocol;
class server_connection;
} // namespace detail

/// Faults of a connection, whatever is requested on it. Setters can be chained and combined. Byte counts refer to the
/// bytes on the network, after encryption.
class connection_script {
  public:
    connection_script() {}

    /// Accepts the connection and ends it at once. With `silence`, the sandbox never reacts to anything the client
    /// sends, not even to its ClientHello.
    connection_script& end_at_once(connection_end how) { return end_received_ = {0, how}, *this; }

    /// Ends the connection during the TLS handshake, once this many bytes have been received from the client. If the
    /// handshake takes fewer, this has no effect.
    connection_script& end_handshake_after_received(std::size_t count, connection_end how) {
        return end_received_ = {count, how}, *this;
    }

    /// Ends the connection during the TLS handshake, once this many bytes have been sent to the client. If the
    /// handshake takes fewer, this has no effect.
    connection_script& end_handshake_after_sent(std::size_t count, connection_end how) {
        return end_sent_ = {count, how}, *this;
    }

    /// Sends these bytes unencrypted as soon as the client has sent its first bytes, then ends the connection: garbage,
    /// or the response of a server that does not use TLS.
    connection_script& respond_without_tls(std::string bytes, connection_end how = connection_end::fin) {
        return plain_ = {std::move(bytes), how}, *this;
    }

    /// Ends the connection after this many responses, without announcing it.
    connection_script& end_after_replies(std::size_t count, connection_end how) {
        return end_replies_ = {count, how}, *this;
    }

    /// Sends unsolicited bytes after this many responses.
    connection_script& send_after_replies(std::size_t count, std::string bytes) {
        return unasked_ = {count, std::move(bytes)}, *this;
    }

    /// Over HTTP/2: announces by GOAWAY that the request with this number is the last one to be processed, as soon as
    /// its head has arrived, and ignores all later ones. Closes the connection when the earlier ones are complete.
    connection_script& go_away_after_requests(std::size_t count) { return last_request_ = count, *this; }

    /// Sends at most this many bytes at a time.
    connection_script& fragments(std::size_t size) { return fragment_size_ = size, *this; }

  private:
    friend class detail::http2_protocol;
    friend class detail::server_connection;

    struct end_at {
        std::size_t count;
        connection_end how;
    };
    struct plain_response {
        std::string bytes;
        connection_end how;
    };
    struct unasked_bytes {
        std::size_t after_replies;
        std::string bytes;
    };

    std::optional<end_at> end_received_;
    std::optional<end_at> end_sent_;
    std::optional<end_at> end_replies_;
    std::optional<plain_response> plain_;
    std::optional<unasked_bytes> unasked_;
    std::size_t last_request_ = 0; // 0: no limit
    std::size_t fragment_size_ = 0;
};

} // namespace telnyx::testing
