#pragma once

#include "telnyx/fields/optional.hpp"
#include "telnyx/json/describe.hpp"

#include <string>

namespace telnyx::ai {

/// Changes to a group of insights.
struct insight_group_update_params {
    telnyx::optional<std::string> description{}; ///< purpose
    telnyx::optional<std::string> name{};        ///< name of the group
    telnyx::optional<std::string> webhook{};     ///< URL called with the answers
};
BOOST_DESCRIBE_STRUCT(insight_group_update_params, (), (description, name, webhook))

} // namespace telnyx::ai
