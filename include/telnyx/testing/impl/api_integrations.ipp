#pragma once

#include "telnyx/testing/impl/api_routes.hpp"
#include "telnyx/testing/impl/resource.hpp"

#include <boost/json/array.hpp>

namespace telnyx::testing::detail {

namespace integration_handling {

inline boost::json::object integration(std::string const& name, std::string const& display_name,
                                       std::string const& description, boost::json::array tools) {
    return {{"id", name},
            {"name", name},
            {"display_name", display_name},
            {"description", description},
            {"available_tools", std::move(tools)},
            {"logo_url", "https://example.com/logos/" + name + ".png"}};
}

inline void put_catalogue(store& data) {
    for (auto& each :
         {integration("salesforce", "Salesforce", "Finds and changes contacts and opportunities.",
                      {"find_contact", "update_contact", "create_opportunity"}),
          integration("zendesk", "Zendesk", "Opens tickets and looks them up.", {"create_ticket", "get_ticket"}),
          integration("github", "GitHub", "Reads repositories and opens issues.", {"get_file", "create_issue"})})
        data.put("integrations", text_member(each, "id"), each);
    for (auto const& [id, name, tool] : {std::array{"connection-1", "salesforce", "find_contact"},
                                         std::array{"connection-2", "zendesk", "create_ticket"}})
        data.put("connections", id, {{"id", id}, {"integration_id", name}, {"allowed_tools", {tool}}});
}

/// An integration, which is connected if there is a connection for it.
inline boost::json::object shown(api_state& state, boost::json::object integration) {
    std::string_view status = "disconnected";
    for (auto const& [id, connection] : state.data.all("connections"))
        if (connection.at("integration_id") == integration.at("id")) status = "connected";
    integration["status"] = status;
    return integration;
}

} // namespace integration_handling

TELNYX_DECL void add_integration_routes(router& routes, api_state& state) {
    using namespace integration_handling;
    put_catalogue(state.data);
    resource(routes, state,
             {.name = "integration",
              .collection = "integrations",
              .path = "/v2/ai/integrations",
              .parameter = "integration_id",
              .shown = [&state](recorded_request const&,
                                boost::json::object const& stored) { return shown(state, stored); }})
        .list()
        .retrieve();
    resource(routes, state,
             {.name = "connection",
              .collection = "connections",
              .path = "/v2/ai/integrations/connections",
              .parameter = "user_connection_id",
              .in_data = true})
        .list()
        .retrieve()
        .remove(204);
}

} // namespace telnyx::testing::detail
