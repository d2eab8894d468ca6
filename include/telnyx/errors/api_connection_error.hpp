#pragma once

#include "telnyx/errors/api_error.hpp"

namespace telnyx {

/// No usable answer came because the connection failed: name lookup, TCP, TLS, or a break in the middle.
/// `code()` is the cause as the system, resolver or TLS library reported it.
class api_connection_error : public api_error {
  public:
    using api_error::api_error;
};

} // namespace telnyx
