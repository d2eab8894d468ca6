#pragma once

#include "telnyx/errors/api_status_error.hpp"

namespace telnyx {

/// Status 422: a field of the request is missing or has a value that is not allowed; see `errors()`.
class unprocessable_entity_error : public api_status_error {
  public:
    using api_status_error::api_status_error;
};

} // namespace telnyx
