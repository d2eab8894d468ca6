#pragma once

#include "telnyx/errors/api_status_error.hpp"

namespace telnyx {

/// Status 500 and above: the server failed, and so did the retries.
class internal_server_error : public api_status_error {
  public:
    using api_status_error::api_status_error;
};

} // namespace telnyx
