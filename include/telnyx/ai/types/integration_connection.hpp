#pragma once

#include "telnyx/json/describe.hpp"

#include <string>
#include <vector>

namespace telnyx::ai {

/// A connected account with a third-party service.
struct integration_connection {
    std::string id{};                         ///< ID of the connection
    std::vector<std::string> allowed_tools{}; ///< names of the tools that assistants may use
    std::string integration_id{};             ///< the service
};
BOOST_DESCRIBE_STRUCT(integration_connection, (), (id, allowed_tools, integration_id))

} // namespace telnyx::ai
