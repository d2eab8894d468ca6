#pragma once

#include "telnyx/ai/types/assistant_version_config.hpp"
#include "telnyx/json/describe.hpp"

#include <string>
#include <vector>

namespace telnyx::ai {

/// A canary deploy: each version of an assistant gets a share of the traffic.
struct canary_deploy {
    std::string assistant_id{};                       ///< the assistant
    std::string created_at{};                         ///< ISO 8601 date and time
    std::string updated_at{};                         ///< ISO 8601 date and time of the last change
    std::vector<assistant_version_config> versions{}; ///< traffic share of each version
};
BOOST_DESCRIBE_STRUCT(canary_deploy, (), (assistant_id, created_at, updated_at, versions))

} // namespace telnyx::ai
