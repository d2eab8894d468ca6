#pragma once

#include "telnyx/http/origin.hpp"

#include <string>

namespace telnyx::http {

/// An HTTP proxy, and who we are for it. Holds a secret: only `name()` may be shown.
struct proxy {
    telnyx::origin address;         ///< spoken to without TLS
    bool has_credentials = false;   ///< whether to authenticate
    std::string user{}, password{}; ///< as they are, not percent-encoded

    /// What to call it in messages.
    std::string name() const { return "the proxy " + address.host_and_port(); }
};

} // namespace telnyx::http
