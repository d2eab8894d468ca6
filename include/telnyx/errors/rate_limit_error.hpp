#pragma once

#include "telnyx/errors/api_status_error.hpp"

namespace telnyx {

/// Status 429: too many requests, even after the retries.
class rate_limit_error : public api_status_error {
  public:
    using api_status_error::api_status_error;
};

} // namespace telnyx
