#pragma once

#include "telnyx/ai/types/assistant_version_config.hpp"
#include "telnyx/fields/required.hpp"
#include "telnyx/json/describe.hpp"

#include <vector>

namespace telnyx::ai {

/// Another distribution of traffic in a trial of versions.
struct canary_deploy_update_params {
    /// Who gets how much, in place of all that was set before.
    required<std::vector<assistant_version_config>> versions;
};
BOOST_DESCRIBE_STRUCT(canary_deploy_update_params, (), (versions))

} // namespace telnyx::ai
