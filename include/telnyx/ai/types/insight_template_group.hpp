#pragma once

#include "telnyx/ai/types/insight_template.hpp"
#include "telnyx/json/describe.hpp"

#include <optional>
#include <string>
#include <vector>

namespace telnyx::ai {

/// Insights generated together.
struct insight_template_group {
    std::string id{};                                        ///< UUID of the group
    std::string created_at{};                                ///< creation time, ISO 8601
    std::string name{};                                      ///< name of the group
    std::optional<std::string> description{};                ///< purpose
    std::optional<std::vector<insight_template>> insights{}; ///< the insights in it
    std::optional<std::string> webhook{};                    ///< URL called with the answers; empty by default
};
BOOST_DESCRIBE_STRUCT(insight_template_group, (), (id, created_at, name, description, insights, webhook))

} // namespace telnyx::ai
