#pragma once

#include "telnyx/ai/summarize.hpp"
#include "telnyx/core/call.hpp"

namespace telnyx::ai {

TELNYX_DECL boost::asio::awaitable<response<summarize_response>>
ai_resource::summarize(arg<summarize_params> params, request_options const& options) const {
    core::prepared_request request("POST", "/ai/summarize", options);
    request.take_idempotency_key();
    request.json_body(params.get());
    return core::call<summarize_response>(core_, std::move(request));
}

} // namespace telnyx::ai
