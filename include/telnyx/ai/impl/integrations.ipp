#pragma once

#include "telnyx/ai/integrations.hpp"
#include "telnyx/core/call.hpp"

namespace telnyx::ai {

TELNYX_DECL boost::asio::awaitable<response<integration>>
integrations_resource::retrieve(std::string_view integration_id, request_options const& options) const {
    core::prepared_request request("GET", "/ai/integrations/{integration_id}", {{"integration_id", integration_id}},
                                   options);
    return core::call<integration>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<integration_list>>
integrations_resource::list(request_options const& options) const {
    core::prepared_request request("GET", "/ai/integrations", options);
    return core::call<integration_list>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<integration_connection_retrieve_response>>
integration_connections_resource::retrieve(std::string_view user_connection_id, request_options const& options) const {
    core::prepared_request request("GET", "/ai/integrations/connections/{user_connection_id}",
                                   {{"user_connection_id", user_connection_id}}, options);
    return core::call<integration_connection_retrieve_response>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<integration_connection_list>>
integration_connections_resource::list(request_options const& options) const {
    core::prepared_request request("GET", "/ai/integrations/connections", options);
    return core::call<integration_connection_list>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<void>>
integration_connections_resource::delete_(std::string_view user_connection_id, request_options const& options) const {
    core::prepared_request request("DELETE", "/ai/integrations/connections/{user_connection_id}",
                                   {{"user_connection_id", user_connection_id}}, options);
    return core::call_empty(core_, std::move(request));
}

} // namespace telnyx::ai
