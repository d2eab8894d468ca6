#pragma once

#include "telnyx/ai/types/assistant_version_config.hpp"
#include "telnyx/fields/required.hpp"
#include "telnyx/json/describe.hpp"

#include <vector>

namespace telnyx::ai {

/// A new distribution of traffic in a canary deploy.
struct canary_deploy_update_params {
    /// Traffic share of each version; replaces all previous shares.
    required<std::vector<assistant_version_config>> versions;
};
BOOST_DESCRIBE_STRUCT(canary_deploy_update_params, (), (versions))

} // namespace telnyx::ai
