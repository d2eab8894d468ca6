#pragma once

#include "telnyx/ai/mcp_servers.hpp"
#include "telnyx/core/call.hpp"
#include "telnyx/lists/list.hpp"

namespace telnyx::ai {

TELNYX_DECL boost::asio::awaitable<response<mcp_server>>
mcp_servers_resource::create(arg<mcp_server_create_params> params, request_options const& options) const {
    core::prepared_request request("POST", "/ai/mcp_servers", options);
    request.take_idempotency_key();
    request.json_body(params.get());
    return core::call<mcp_server>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<mcp_server>>
mcp_servers_resource::retrieve(std::string_view mcp_server_id, request_options const& options) const {
    core::prepared_request request("GET", "/ai/mcp_servers/{mcp_server_id}", {{"mcp_server_id", mcp_server_id}},
                                   options);
    return core::call<mcp_server>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<mcp_server>>
mcp_servers_resource::update(std::string_view mcp_server_id, arg<mcp_server_update_params> params,
                             request_options const& options) const {
    core::prepared_request request("PUT", "/ai/mcp_servers/{mcp_server_id}", {{"mcp_server_id", mcp_server_id}},
                                   options);
    request.json_body(params.get());
    return core::call<mcp_server>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<mcp_server>>
mcp_servers_resource::update(std::string_view mcp_server_id, request_options const& options) const {
    mcp_server_update_params const nothing;
    return update(mcp_server_id, nothing, options);
}

TELNYX_DECL paginator<mcp_server> mcp_servers_resource::list(arg<mcp_server_list_params> params,
                                                             request_options const& options) const {
    core::prepared_request request("GET", "/ai/mcp_servers", options);
    request.query(params.get());
    return lists::list<mcp_server>(core_, std::move(request), lists::page_style::bare_array);
}

TELNYX_DECL paginator<mcp_server> mcp_servers_resource::list(request_options const& options) const {
    mcp_server_list_params const all;
    return list(all, options);
}

TELNYX_DECL boost::asio::awaitable<response<void>> mcp_servers_resource::delete_(std::string_view mcp_server_id,
                                                                                 request_options const& options) const {
    core::prepared_request request("DELETE", "/ai/mcp_servers/{mcp_server_id}", {{"mcp_server_id", mcp_server_id}},
                                   options);
    return core::call_empty(core_, std::move(request));
}

} // namespace telnyx::ai
