#pragma once

#include "telnyx/errors/api_error.hpp"

namespace telnyx {

/// There was no usable response because the connection failed: name lookup, TCP, TLS, or a broken connection. `code()`
/// is the cause as reported by the system, the resolver or the TLS library.
class api_connection_error : public api_error {
  public:
    using api_error::api_error;
};

} // namespace telnyx
