#pragma once

#include "telnyx/ai/types/conversation.hpp"
#include "telnyx/json/describe.hpp"

#include <optional>

namespace telnyx::ai {

/// A conversation that was retrieved or updated.
struct conversation_response {
    std::optional<conversation> data{}; ///< the conversation
};
BOOST_DESCRIBE_STRUCT(conversation_response, (), (data))

} // namespace telnyx::ai
