#pragma once

#include "telnyx/ai/types/chat_completion_params.hpp"
#include "telnyx/core/call.hpp"
#include "telnyx/core/client_core.hpp"
#include "telnyx/core/prepared_request.hpp"
#include "telnyx/options/request_options.hpp"

#include <string_view>

namespace telnyx::ai::detail {

// Servers refuse stream options in a request that is not streamed.
inline void write_unstreamed(core::prepared_request& request, chat_completion_params const& params) {
    if (!params.stream_options) return request.json_body(params);
    auto unstreamed = params;
    unstreamed.stream_options.reset();
    request.json_body(unstreamed);
}

/// The request of a completion that is not streamed.
inline core::prepared_request completion_request(core::client_core const& core, std::string_view path,
                                                 chat_completion_params const& params, request_options const& options) {
    core::prepared_request request("POST", path, options);
    core::name_model(core, request, params);
    write_unstreamed(request, params);
    return request;
}

} // namespace telnyx::ai::detail
