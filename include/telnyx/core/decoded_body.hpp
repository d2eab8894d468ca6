#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/transport/transport_response.hpp"

namespace telnyx::core {

/// Makes reading the body of a response return it with its content codings (Content-Encoding) decoded. The header
/// fields stay unchanged. Reading the body throws `api_connection_error` if it is truncated or invalid for its codings,
/// and `api_response_error` if a coding is unknown and the body is not empty. `attempts` is for that error.
void decode_content(transport_response& response, int attempts);

} // namespace telnyx::core

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/core/impl/decoded_body.ipp"
#endif
