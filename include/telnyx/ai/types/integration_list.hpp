#pragma once

#include "telnyx/ai/types/integration.hpp"
#include "telnyx/json/describe.hpp"

#include <vector>

namespace telnyx::ai {

/// The services whose tools assistants can use.
struct integration_list {
    std::vector<integration> data{}; ///< the services
};

BOOST_DESCRIBE_STRUCT(integration_list, (), (data))

} // namespace telnyx::ai
