#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/transport/transport_response.hpp"

namespace telnyx::core {

/// Makes the body of a response come as it was before its content codings were applied (Content-Encoding). The fields
/// stay as they came. Reading the body throws `api_connection_error` when it breaks off or is not what the codings
/// say, and `api_response_error` when they are not known and there are any bytes. `attempts` is for that error.
void decode_content(transport_response& response, int attempts);

} // namespace telnyx::core

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/core/impl/decoded_body.ipp"
#endif
