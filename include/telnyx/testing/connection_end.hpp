#pragma once

namespace telnyx::testing {

/// How the sandbox ends a connection.
enum class connection_end {
    close_notify, ///< properly: TLS's end mark, then TCP's
    fin,          ///< TCP's end mark without TLS's, so that the peer cannot tell an end from a cut
    reset,        ///< a TCP reset, as from a crashed process or a middlebox
    silence,      ///< not at all: nothing is answered any more, as from a host that has lost its network
};

} // namespace telnyx::testing
