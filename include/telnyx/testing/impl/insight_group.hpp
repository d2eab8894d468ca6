#pragma once

#include <string>

namespace telnyx::testing::detail {

/// Where the store has the ids of the insights that are assigned to a group.
inline std::string insights_of_group(std::string const& group_id) {
    return "insight_groups/" + group_id + "/insights";
}

} // namespace telnyx::testing::detail
