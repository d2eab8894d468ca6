#pragma once

#include "telnyx/body/response_body.hpp"
#include "telnyx/http/headers.hpp"

#include <memory>

namespace telnyx {

/// The head of a response and the way to its body. The transport takes the transfer coding off the body and leaves the
/// content codings (Content-Encoding) on it.
struct transport_response {
    int status = 0;
    telnyx::headers headers{};
    std::unique_ptr<response_body> body{};
};

} // namespace telnyx
