#pragma once

#include <cstddef>
#include <string>

namespace telnyx::testing {

/// Counters of a sandbox since its start.
struct sandbox_statistics {
    std::size_t connections_accepted = 0; ///< TCP connections
    std::size_t connections_open = 0;     ///< of those, the open ones, which neither side has closed
    std::size_t connections_closed = 0;   ///< of those, the closed ones
    std::size_t handshakes = 0;           ///< TLS handshakes that succeeded
    std::size_t handshakes_resumed = 0;   ///< of those, the ones that resumed an earlier session
    std::size_t handshakes_failed = 0;    ///< TLS handshakes that failed or were aborted
    std::size_t requests = 0;             ///< requests received
    std::size_t replies = 0;              ///< responses sent completely
    std::size_t streams_open = 0;         ///< HTTP/2 streams that are not closed
    std::size_t streams_reset = 0;        ///< HTTP/2 streams that clients have reset
    std::string last_handshake_error{};   ///< why the last handshake failed
};

} // namespace telnyx::testing
