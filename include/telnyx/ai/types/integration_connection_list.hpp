#pragma once

#include "telnyx/ai/types/integration_connection.hpp"
#include "telnyx/json/describe.hpp"

#include <vector>

namespace telnyx::ai {

/// The connected accounts.
struct integration_connection_list {
    std::vector<integration_connection> data{}; ///< the connections
};
BOOST_DESCRIBE_STRUCT(integration_connection_list, (), (data))

} // namespace telnyx::ai
