#pragma once

namespace telnyx::testing {

/// How the sandbox ends a connection.
enum class connection_end {
    close_notify, ///< properly: close_notify of TLS, then FIN of TCP
    fin,          ///< FIN of TCP without close_notify, so that the peer cannot distinguish an end from a truncation
    reset,        ///< a TCP reset, as from a crashed process or a middlebox
    silence,      ///< not at all: no more responses, as from a host that has lost its network
};

} // namespace telnyx::testing
