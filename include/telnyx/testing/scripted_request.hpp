#pragma once

#include "telnyx/http/origin.hpp"
#include "telnyx/testing/recorded_request.hpp"
#include "telnyx/transport/request_limits.hpp"

namespace telnyx::testing {

/// A request as passed to a `scripted_transport`. The connection members of `recorded_request` are empty.
struct scripted_request : recorded_request {
    telnyx::origin origin{}; ///< where it was to be sent
    request_limits limits{}; ///< its time and size limits
    bool has_body = false;   ///< whether there was a body at all, even an empty one
};

} // namespace telnyx::testing
