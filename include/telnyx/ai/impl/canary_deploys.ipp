#pragma once

#include "telnyx/ai/canary_deploys.hpp"
#include "telnyx/core/call.hpp"

#include <utility>

namespace telnyx::ai {

TELNYX_DECL boost::asio::awaitable<response<canary_deploy>>
canary_deploys_resource::retrieve(std::string_view assistant_id, request_options const& options) const {
    core::prepared_request request("GET", "/ai/assistants/{assistant_id}/canary-deploys",
                                   {{"assistant_id", assistant_id}}, options);
    return core::call<canary_deploy>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<canary_deploy>>
canary_deploys_resource::create(std::string_view assistant_id, arg<canary_deploy_create_params> params,
                                request_options const& options) const {
    core::prepared_request request("POST", "/ai/assistants/{assistant_id}/canary-deploys",
                                   {{"assistant_id", assistant_id}}, options);
    request.take_idempotency_key();
    request.json_body(params.get());
    return core::call<canary_deploy>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<canary_deploy>>
canary_deploys_resource::update(std::string_view assistant_id, arg<canary_deploy_update_params> params,
                                request_options const& options) const {
    core::prepared_request request("PUT", "/ai/assistants/{assistant_id}/canary-deploys",
                                   {{"assistant_id", assistant_id}}, options);
    request.json_body(params.get());
    return core::call<canary_deploy>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<void>>
canary_deploys_resource::delete_(std::string_view assistant_id, request_options const& options) const {
    core::prepared_request request("DELETE", "/ai/assistants/{assistant_id}/canary-deploys",
                                   {{"assistant_id", assistant_id}}, options);
    return core::call_empty(core_, std::move(request));
}

} // namespace telnyx::ai
