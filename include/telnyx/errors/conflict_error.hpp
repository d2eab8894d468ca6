#pragma once

#include "telnyx/errors/api_status_error.hpp"

namespace telnyx {

/// Status 409: the request conflicts with the state of the resource.
class conflict_error : public api_status_error {
  public:
    using api_status_error::api_status_error;
};

} // namespace telnyx
