#pragma once

#include "telnyx/http/origin.hpp"

#include <string>

namespace telnyx::http {

/// An HTTP proxy and the credentials for it. Contains a secret: only `name()` may be shown.
struct proxy {
    telnyx::origin address{};       ///< connected to without TLS
    bool has_credentials = false;   ///< whether to authenticate
    std::string user{}, password{}; ///< decoded, not percent-encoded

    /// Name for messages.
    std::string name() const { return "the proxy " + address.host_and_port(); }
};

} // namespace telnyx::http
