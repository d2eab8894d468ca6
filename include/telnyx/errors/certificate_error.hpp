#pragma once

#include "telnyx/errors/api_connection_error.hpp"

namespace telnyx {

/// The server's certificate is not trusted: unknown authority, wrong name, expired. No request was sent, and there was
/// no retry, since only a change of configuration on one of the sides helps.
class certificate_error : public api_connection_error {
  public:
    using api_connection_error::api_connection_error;
};

} // namespace telnyx
