#pragma once

#include "telnyx/ai/types/insight_template.hpp"
#include "telnyx/json/describe.hpp"

#include <optional>
#include <string>
#include <vector>

namespace telnyx::ai {

/// Insights that are drawn together.
struct insight_template_group {
    std::string id{};                                        ///< UUID of the group
    std::string created_at{};                                ///< when it was made, ISO 8601
    std::string name{};                                      ///< what it is called
    std::optional<std::string> description{};                ///< what it is for
    std::optional<std::vector<insight_template>> insights{}; ///< the insights in it
    std::optional<std::string> webhook{};                    ///< URL that is called with the answers; empty by default
};
BOOST_DESCRIBE_STRUCT(insight_template_group, (), (id, created_at, name, description, insights, webhook))

} // namespace telnyx::ai
