#pragma once

#include "telnyx/ai/types/assistant_version_config.hpp"
#include "telnyx/fields/required.hpp"
#include "telnyx/json/describe.hpp"

#include <vector>

namespace telnyx::ai {

/// A new canary deploy of versions of an assistant.
struct canary_deploy_create_params {
    required<std::vector<assistant_version_config>> versions; ///< traffic share of each version
};
BOOST_DESCRIBE_STRUCT(canary_deploy_create_params, (), (versions))

} // namespace telnyx::ai
