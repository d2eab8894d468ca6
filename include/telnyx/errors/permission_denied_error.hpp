#pragma once

#include "telnyx/errors/api_status_error.hpp"

namespace telnyx {

/// Status 403: the key is valid but lacks the permission.
class permission_denied_error : public api_status_error {
  public:
    using api_status_error::api_status_error;
};

} // namespace telnyx
