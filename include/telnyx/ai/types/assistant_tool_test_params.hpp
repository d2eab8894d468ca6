#pragma once

#include "telnyx/fields/optional.hpp"
#include "telnyx/json/describe.hpp"

#include <boost/json/object.hpp>

namespace telnyx::ai {

/// Input for running a webhook tool.
struct assistant_tool_test_params {
    telnyx::optional<boost::json::object> arguments{};         ///< values of the tool's parameters
    telnyx::optional<boost::json::object> dynamic_variables{}; ///< values for `{{x}}` in the tool's settings
};
BOOST_DESCRIBE_STRUCT(assistant_tool_test_params, (), (arguments, dynamic_variables))

} // namespace telnyx::ai
