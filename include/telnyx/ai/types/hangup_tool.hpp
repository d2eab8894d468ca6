#pragma once

#include "telnyx/ai/types/hangup_tool_params.hpp"
#include "telnyx/fields/constant.hpp"
#include "telnyx/json/describe.hpp"

namespace telnyx::ai {

/// Lets an assistant end the call.
struct hangup_tool {
    hangup_tool_params hangup{}; ///< settings
    constant<"hangup"> type{};   ///< identifies this kind of tool
};
BOOST_DESCRIBE_STRUCT(hangup_tool, (), (hangup, type))

} // namespace telnyx::ai
