#pragma once

#include "telnyx/fields/optional_nullable.hpp"
#include "telnyx/json/describe.hpp"

#include <string>
#include <vector>

namespace telnyx::ai {

/// A newly registered MCP server.
struct mcp_server_create_response {
    std::string id{};                                            ///< ID of the server
    std::string created_at{};                                    ///< registration time, ISO 8601
    std::string name{};                                          ///< name of the server
    std::string type{};                                          ///< type of the server
    std::string url{};                                           ///< URL of the server
    optional_nullable<std::vector<std::string>> allowed_tools{}; ///< names of the allowed tools
    optional_nullable<std::string> api_key_ref{};                ///< name of the integration secret with its API key
};
BOOST_DESCRIBE_STRUCT(mcp_server_create_response, (), (id, created_at, name, type, url, allowed_tools, api_key_ref))

} // namespace telnyx::ai
