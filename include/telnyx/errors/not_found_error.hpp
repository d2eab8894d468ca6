#pragma once

#include "telnyx/errors/api_status_error.hpp"

namespace telnyx {

/// Status 404: the resource does not exist (any more).
class not_found_error : public api_status_error {
  public:
    using api_status_error::api_status_error;
};

} // namespace telnyx
