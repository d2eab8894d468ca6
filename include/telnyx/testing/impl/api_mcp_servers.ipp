#pragma once

#include "telnyx/testing/impl/api_routes.hpp"
#include "telnyx/testing/impl/resource.hpp"

namespace telnyx::testing::detail {

namespace mcp_handling {

inline constexpr std::array server_members{
    member::text("name").required(),        member::text("type").required(),
    member::text("url").required(),         member::list_of(json_kind::string, "allowed_tools").nullable(),
    member::text("api_key_ref").nullable(),
};

} // namespace mcp_handling

TELNYX_DECL void add_mcp_server_routes(router& routes, api_state& state) {
    resource(routes, state,
             {.name = "MCP server",
              .collection = "mcp_servers",
              .path = "/v2/ai/mcp_servers",
              .parameter = "mcp_server_id",
              .members = mcp_handling::server_members})
        .create()
        .retrieve()
        .update("PUT")
        .remove()
        .list_bare_pages({}, {{"type", "type"}, {"url", "url"}});
}

} // namespace telnyx::testing::detail
