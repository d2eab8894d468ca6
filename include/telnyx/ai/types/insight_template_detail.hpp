#pragma once

#include "telnyx/ai/types/insight_template.hpp"
#include "telnyx/json/describe.hpp"

namespace telnyx::ai {

/// Response with one insight.
struct insight_template_detail {
    insight_template data{}; ///< the insight
};
BOOST_DESCRIBE_STRUCT(insight_template_detail, (), (data))

} // namespace telnyx::ai
