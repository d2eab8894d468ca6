#pragma once

#include "telnyx/json/describe.hpp"

#include <string>

namespace telnyx::ai {

/// Result of deleting an assistant.
struct assistant_delete_response {
    std::string id{};     ///< ID of the assistant
    bool deleted{};       ///< whether it has been deleted
    std::string object{}; ///< type of the deleted object
};
BOOST_DESCRIBE_STRUCT(assistant_delete_response, (), (id, deleted, object))

} // namespace telnyx::ai
