#pragma once

#include "telnyx/fields/optional.hpp"
#include "telnyx/fields/optional_nullable.hpp"
#include "telnyx/json/describe.hpp"

#include <string>
#include <vector>

namespace telnyx::ai {

/// Changes to an MCP server.
struct mcp_server_update_params {
    telnyx::optional<std::string> id{};                          ///< of the server
    optional_nullable<std::vector<std::string>> allowed_tools{}; ///< names of the tools that may be used
    optional_nullable<std::string> api_key_ref{};                ///< name of the integration secret with its API key
    telnyx::optional<std::string> created_at{};                  ///< when it was registered, ISO 8601
    telnyx::optional<std::string> name{};                        ///< what it is called
    telnyx::optional<std::string> type{};                        ///< what kind of server it is
    telnyx::optional<std::string> url{};                         ///< where it is
};
BOOST_DESCRIBE_STRUCT(mcp_server_update_params, (), (id, allowed_tools, api_key_ref, created_at, name, type, url))

} // namespace telnyx::ai
