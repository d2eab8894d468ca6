#pragma once

#include "telnyx/errors/api_status_error.hpp"

namespace telnyx {

/// Status 400: the server did not understand the request.
class bad_request_error : public api_status_error {
  public:
    using api_status_error::api_status_error;
};

} // namespace telnyx
