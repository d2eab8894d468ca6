#pragma once

#include "telnyx/ai/types/insight_template_group.hpp"
#include "telnyx/json/describe.hpp"

namespace telnyx::ai {

/// Response with one group of insights.
struct insight_template_group_detail {
    insight_template_group data{}; ///< the group
};
BOOST_DESCRIBE_STRUCT(insight_template_group_detail, (), (data))

} // namespace telnyx::ai
