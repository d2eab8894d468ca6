#pragma once

#include "telnyx/ai/assistant_versions.hpp"
#include "telnyx/core/call.hpp"

#include <utility>

namespace telnyx::ai {

TELNYX_DECL boost::asio::awaitable<response<assistants_list>>
assistant_versions_resource::list(std::string_view assistant_id, request_options const& options) const {
    core::prepared_request request("GET", "/ai/assistants/{assistant_id}/versions", {{"assistant_id", assistant_id}},
                                   options);
    return core::call<assistants_list>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<assistant>>
assistant_versions_resource::retrieve(std::string_view assistant_id, std::string_view version_id,
                                      arg<assistant_version_retrieve_params> params,
                                      request_options const& options) const {
    core::prepared_request request("GET", "/ai/assistants/{assistant_id}/versions/{version_id}",
                                   {{"assistant_id", assistant_id}, {"version_id", version_id}}, options);
    request.query(params.get());
    return core::call<assistant>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<assistant>>
assistant_versions_resource::retrieve(std::string_view assistant_id, std::string_view version_id,
                                      request_options const& options) const {
    assistant_version_retrieve_params const as_stored;
    return retrieve(assistant_id, version_id, as_stored, options);
}

TELNYX_DECL boost::asio::awaitable<response<assistant>>
assistant_versions_resource::update(std::string_view assistant_id, std::string_view version_id,
                                    arg<assistant_version_update_params> params, request_options const& options) const {
    core::prepared_request request("POST", "/ai/assistants/{assistant_id}/versions/{version_id}",
                                   {{"assistant_id", assistant_id}, {"version_id", version_id}}, options);
    request.json_body(params.get());
    return core::call<assistant>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<void>>
assistant_versions_resource::delete_(std::string_view assistant_id, std::string_view version_id,
                                     request_options const& options) const {
    core::prepared_request request("DELETE", "/ai/assistants/{assistant_id}/versions/{version_id}",
                                   {{"assistant_id", assistant_id}, {"version_id", version_id}}, options);
    return core::call_empty(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<assistant>>
assistant_versions_resource::promote(std::string_view assistant_id, std::string_view version_id,
                                     request_options const& options) const {
    core::prepared_request request("POST", "/ai/assistants/{assistant_id}/versions/{version_id}/promote",
                                   {{"assistant_id", assistant_id}, {"version_id", version_id}}, options);
    return core::call<assistant>(core_, std::move(request));
}

} // namespace telnyx::ai
