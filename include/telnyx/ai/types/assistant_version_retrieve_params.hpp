#pragma once

#include "telnyx/fields/optional.hpp"
#include "telnyx/json/describe.hpp"

#include <optional>

namespace telnyx::ai {

/// Options for retrieving a version of an assistant.
struct assistant_version_retrieve_params {
    std::optional<bool> include_mcp_servers{}; ///< whether to include its MCP servers
};
BOOST_DESCRIBE_STRUCT(assistant_version_retrieve_params, (), (include_mcp_servers))

} // namespace telnyx::ai
