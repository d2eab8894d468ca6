#pragma once

#include "telnyx/ai/types/conversation.hpp"
#include "telnyx/json/describe.hpp"

#include <optional>

namespace telnyx::ai {

/// A conversation after an update.
struct conversation_update_response {
    std::optional<conversation> data{}; ///< the conversation
};
BOOST_DESCRIBE_STRUCT(conversation_update_response, (), (data))

} // namespace telnyx::ai
