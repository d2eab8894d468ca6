#pragma once

#include "telnyx/testing/impl/api_routes.hpp"
#include "telnyx/testing/impl/assistant_members.hpp"
#include "telnyx/testing/impl/assistant_store.hpp"
#include "telnyx/testing/impl/query_value.hpp"
#include "telnyx/testing/impl/resource.hpp"

#include <boost/json/array.hpp>

namespace telnyx::testing::detail {

namespace version_handling {

inline boost::json::object shown(api_state& state, recorded_request const& request, boost::json::object version) {
    version.erase("tool_ids");
    if (!query_flag(request, "include_mcp_servers")) return version;
    boost::json::array servers;
    for (auto const& [id, server] : state.data.all("mcp_servers"))
        servers.push_back(server);
    version["mcp_servers"] = std::move(servers);
    return version;
}

/// Refuses to change the main version.
inline void check_not_main(assistant_store const& assistants, recorded_request const& request) {
    auto const& version_id = request.path_parameters.at("version_id");
    if (assistants.main_version_id(request.path_parameters.at("assistant_id")) == version_id)
        refuse_request("The version " + version_id + " is the main one, which stays as it is.");
}

} // namespace version_handling

TELNYX_DECL void add_assistant_version_routes(router& routes, api_state& state) {
    using namespace version_handling;
    assistant_store const assistants(state);
    auto const not_main = [assistants](recorded_request const& request, auto const&) {
        check_not_main(assistants, request);
    };
    resource versions(routes, state,
                      {.name = "version",
                       .collection = assistant_store::versions_of("{assistant_id}"),
                       .path = "/v2/ai/assistants/{assistant_id}/versions",
                       .parameter = "version_id",
                       .members = assistant_members,
                       .shown = [&state](recorded_request const& request,
                                         boost::json::object const& stored) { return shown(state, request, stored); },
                       .check_path =
                           [assistants](recorded_request const& request) {
                               assistants.main_version_id(request.path_parameters.at("assistant_id"));
                           }});
    versions.list()
        .retrieve()
        .update("POST", not_main)
        .remove(204, not_main)
        .add("POST", "/{version_id}/promote", [versions, assistants, &state](recorded_request const& request) {
            auto const& assistant_id = request.path_parameters.at("assistant_id");
            auto const& version = versions.find(request);
            assistants.set_main_version(assistant_id, text_member(version, "version_id"));
            state.data.erase("canary_deploys", assistant_id);
            return versions.respond(request, version);
        });
}

} // namespace telnyx::testing::detail
