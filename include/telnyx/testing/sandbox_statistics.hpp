#pragma once

#include <cstddef>
#include <string>

namespace telnyx::testing {

/// What a sandbox has seen since its start.
struct sandbox_statistics {
    std::size_t connections_accepted = 0; ///< TCP connections
    std::size_t connections_open = 0;     ///< of those, the ones neither side has closed
    std::size_t connections_closed = 0;   ///< of those, the ones that are gone
    std::size_t handshakes = 0;           ///< TLS handshakes that succeeded
    std::size_t handshakes_resumed = 0;   ///< of those, the ones that resumed an earlier session
    std::size_t handshakes_failed = 0;    ///< TLS handshakes that failed or were broken off
    std::size_t requests = 0;             ///< requests received
    std::size_t replies = 0;              ///< answers sent to their end
    std::string last_handshake_error{};   ///< why the last handshake failed
};

} // namespace telnyx::testing
