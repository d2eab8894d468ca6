#pragma once

#include "telnyx/fields/optional_nullable.hpp"
#include "telnyx/fields/required.hpp"
#include "telnyx/json/describe.hpp"

#include <string>
#include <vector>

namespace telnyx::ai {

/// An MCP server to register.
struct mcp_server_create_params {
    required<std::string> name;                                  ///< name of the server
    required<std::string> type;                                  ///< type of the server
    required<std::string> url;                                   ///< URL of the server
    optional_nullable<std::vector<std::string>> allowed_tools{}; ///< names of the allowed tools
    optional_nullable<std::string> api_key_ref{};                ///< name of the integration secret with its API key
};
BOOST_DESCRIBE_STRUCT(mcp_server_create_params, (), (name, type, url, allowed_tools, api_key_ref))

} // namespace telnyx::ai
