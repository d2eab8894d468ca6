#pragma once

#include "telnyx/ai/types/conversation.hpp"
#include "telnyx/json/describe.hpp"

#include <optional>

namespace telnyx::ai {

/// A conversation after it was changed.
struct conversation_update_response {
    std::optional<conversation> data{}; ///< the conversation
};
BOOST_DESCRIBE_STRUCT(conversation_update_response, (), (data))

} // namespace telnyx::ai
