#pragma once

#include "telnyx/fields/optional.hpp"
#include "telnyx/json/describe.hpp"

#include <string>

namespace telnyx::ai {

/// Settings of the tool that ends a call.
struct hangup_tool_params {
    telnyx::optional<std::string> description{}; ///< for the assistant; by default, says that the tool hangs up
};
BOOST_DESCRIBE_STRUCT(hangup_tool_params, (), (description))

} // namespace telnyx::ai
