#pragma once

#include "telnyx/fields/optional.hpp"
#include "telnyx/json/describe.hpp"

#include <optional>

namespace telnyx::ai {

/// What a version of an assistant is to be read with.
struct assistant_version_retrieve_params {
    std::optional<bool> include_mcp_servers{}; ///< whether its MCP servers are to be read as well
};
BOOST_DESCRIBE_STRUCT(assistant_version_retrieve_params, (), (include_mcp_servers))

} // namespace telnyx::ai
