#pragma once

#include "telnyx/errors/api_status_error.hpp"

namespace telnyx {

/// Status 401: the API key is missing, wrong or revoked.
class authentication_error : public api_status_error {
  public:
    using api_status_error::api_status_error;
};

} // namespace telnyx
