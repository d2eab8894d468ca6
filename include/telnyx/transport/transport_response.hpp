#pragma once

#include "telnyx/body/response_body.hpp"
#include "telnyx/http/headers.hpp"

#include <memory>

namespace telnyx {

/// The head of a response and access to its body. The transport removes the transfer coding from the body, but not the
/// content codings (Content-Encoding).
struct transport_response {
    int status = 0;                        ///< HTTP status code
    telnyx::headers headers{};             ///< as received
    std::unique_ptr<response_body> body{}; ///< never null
};

} // namespace telnyx
