#pragma once

#include "telnyx/base/error.hpp"

namespace telnyx {

/// Base of all errors of a call that was sent or was about to be sent: connection, status and response errors.
class api_error : public error {
  public:
    using error::error;
};

} // namespace telnyx
