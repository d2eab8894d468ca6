#pragma once

#include "telnyx/fields/optional_nullable.hpp"
#include "telnyx/json/describe.hpp"

#include <string>
#include <vector>

namespace telnyx::ai {

/// A server in a list of MCP servers.
struct mcp_server_list_item {
    std::string id{};                                            ///< of the server
    std::string created_at{};                                    ///< when it was registered, ISO 8601
    std::string name{};                                          ///< what it is called
    std::string type{};                                          ///< what kind of server it is
    std::string url{};                                           ///< where it is
    optional_nullable<std::vector<std::string>> allowed_tools{}; ///< names of the tools that may be used
    optional_nullable<std::string> api_key_ref{};                ///< name of the integration secret with its API key
};
BOOST_DESCRIBE_STRUCT(mcp_server_list_item, (), (id, created_at, name, type, url, allowed_tools, api_key_ref))

} // namespace telnyx::ai
