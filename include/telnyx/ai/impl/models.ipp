#pragma once

#include "telnyx/ai/models.hpp"
#include "telnyx/core/call.hpp"

namespace telnyx::ai {

TELNYX_DECL boost::asio::awaitable<response<model_list>>
ai_resource::retrieve_models(request_options const& options) const {
    core::prepared_request request("GET", "/ai/models", options);
    return core::call<model_list>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<model_list>>
openai_resource::list_models(request_options const& options) const {
    core::prepared_request request("GET", "/ai/openai/models", options);
    return core::call<model_list>(core_, std::move(request));
}

} // namespace telnyx::ai
