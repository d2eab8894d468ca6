#pragma once

#include "telnyx/ai/types/integration_connection.hpp"
#include "telnyx/json/describe.hpp"

namespace telnyx::ai {

/// A connected account.
struct integration_connection_retrieve_response {
    integration_connection data{}; ///< the connection
};
BOOST_DESCRIBE_STRUCT(integration_connection_retrieve_response, (), (data))

} // namespace telnyx::ai
