#pragma once

#include <string>

namespace telnyx::testing::detail {

/// Name of the collection with the IDs of the insights in a group.
inline std::string insights_of_group(std::string const& group_id) {
    return "insight_groups/" + group_id + "/insights";
}

} // namespace telnyx::testing::detail
