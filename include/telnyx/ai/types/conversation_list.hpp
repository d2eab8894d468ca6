#pragma once

#include "telnyx/ai/types/conversation.hpp"
#include "telnyx/json/describe.hpp"

#include <vector>

namespace telnyx::ai {

/// A list of conversations.
struct conversation_list {
    std::vector<conversation> data{}; ///< the conversations
};
BOOST_DESCRIBE_STRUCT(conversation_list, (), (data))

} // namespace telnyx::ai
