#pragma once

#include "telnyx/fields/optional.hpp"
#include "telnyx/json/describe.hpp"

#include <string>

namespace telnyx::ai {

/// Which insights are drawn from an assistant's conversations.
struct insight_settings {
    telnyx::optional<std::string> insight_group_id{}; ///< group whose insights run on every conversation
};
BOOST_DESCRIBE_STRUCT(insight_settings, (), (insight_group_id))

} // namespace telnyx::ai
