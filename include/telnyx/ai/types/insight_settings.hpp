#pragma once

#include "telnyx/fields/optional.hpp"
#include "telnyx/json/describe.hpp"

#include <string>

namespace telnyx::ai {

/// Insights to generate from an assistant's conversations.
struct insight_settings {
    telnyx::optional<std::string> insight_group_id{}; ///< group of insights to run on every conversation
};
BOOST_DESCRIBE_STRUCT(insight_settings, (), (insight_group_id))

} // namespace telnyx::ai
