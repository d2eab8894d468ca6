#pragma once

#include "telnyx/json/describe.hpp"

#include <string>

namespace telnyx::ai {

/// What became of an assistant that was to be deleted.
struct assistant_delete_response {
    std::string id{};     ///< of the assistant
    bool deleted{};       ///< whether it is gone
    std::string object{}; ///< kind of what was deleted
};
BOOST_DESCRIBE_STRUCT(assistant_delete_response, (), (id, deleted, object))

} // namespace telnyx::ai
