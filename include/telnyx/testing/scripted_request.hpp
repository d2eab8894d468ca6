#pragma once

#include "telnyx/http/origin.hpp"
#include "telnyx/testing/recorded_request.hpp"
#include "telnyx/transport/request_limits.hpp"

namespace telnyx::testing {

/// A request as a `scripted_transport` got it. What `recorded_request` says of connections is left empty.
struct scripted_request : recorded_request {
    telnyx::origin origin{}; ///< where it was to go
    request_limits limits{}; ///< how long it may have taken
    bool has_body = false;   ///< whether there was a body at all, even an empty one
};

} // namespace telnyx::testing
