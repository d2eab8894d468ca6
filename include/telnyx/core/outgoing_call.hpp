#pragma once

#include "telnyx/core/model_use.hpp"
#include "telnyx/core/retry_policy.hpp"
#include "telnyx/options/request_options.hpp"
#include "telnyx/transport/transport_request.hpp"

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

namespace telnyx::core {

/// A call that is ready to start: its request for the transport, and settings for the whole call. One allocation, so
/// that coroutines pass on a pointer.
struct outgoing_call {
    transport_request request;
    std::string operation;                    ///< for messages
    bool idempotent = false;                  ///< whether sending it twice has the same effect as once
    bool at_most_once = false;                ///< whether to avoid resending once the server may have read it
    std::shared_ptr<model_use const> model{}; ///< null unless the limits for models apply
    request_options::duration attempt_timeout{};
    request_options::duration deadline{};
    std::chrono::steady_clock::time_point deadline_at = std::chrono::steady_clock::time_point::max();
    std::size_t max_response_size = 0;
    retry_policy retries{retry_policy::settings()};
    bool counts_retries =
        false; ///< whether to send the number of retries to the server, in a header not set by the caller
    int retries_done = 0;
    std::string first_target{}; ///< the original target; empty unless the current attempt was redirected
};

} // namespace telnyx::core
