#pragma once

namespace telnyx {

/// Whether a client uses HTTP/2, which the server has to offer during the TLS handshake. Over `http://` there is only
/// HTTP/1.1.
enum class http2_mode {
    off,       ///< HTTP/1.1 only
    automatic, ///< HTTP/2 if the server offers it, otherwise HTTP/1.1; HTTP/1.1 if built without HTTP/2
    required,  ///< calls fail if the server does not offer HTTP/2
};

} // namespace telnyx
