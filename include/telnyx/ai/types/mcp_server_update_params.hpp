#pragma once

#include "telnyx/fields/optional.hpp"
#include "telnyx/fields/optional_nullable.hpp"
#include "telnyx/json/describe.hpp"

#include <string>
#include <vector>

namespace telnyx::ai {

/// Changes to an MCP server.
struct mcp_server_update_params {
    telnyx::optional<std::string> id{};                          ///< ID of the server
    optional_nullable<std::vector<std::string>> allowed_tools{}; ///< names of the allowed tools
    optional_nullable<std::string> api_key_ref{};                ///< name of the integration secret with its API key
    telnyx::optional<std::string> created_at{};                  ///< registration time, ISO 8601
    telnyx::optional<std::string> name{};                        ///< name of the server
    telnyx::optional<std::string> type{};                        ///< type of the server
    telnyx::optional<std::string> url{};                         ///< URL of the server
};
BOOST_DESCRIBE_STRUCT(mcp_server_update_params, (), (id, allowed_tools, api_key_ref, created_at, name, type, url))

} // namespace telnyx::ai
