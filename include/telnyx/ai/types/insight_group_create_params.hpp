#pragma once

#include "telnyx/fields/optional.hpp"
#include "telnyx/fields/required.hpp"
#include "telnyx/json/describe.hpp"

#include <string>

namespace telnyx::ai {

/// A new group of insights.
struct insight_group_create_params {
    required<std::string> name;                  ///< name of the group
    telnyx::optional<std::string> description{}; ///< purpose
    telnyx::optional<std::string> webhook{};     ///< URL called with the answers; empty by default
};
BOOST_DESCRIBE_STRUCT(insight_group_create_params, (), (name, description, webhook))

} // namespace telnyx::ai
