#pragma once

#include "telnyx/fields/optional.hpp"
#include "telnyx/fields/required.hpp"
#include "telnyx/json/describe.hpp"

#include <string>

namespace telnyx::ai {

/// A message to an assistant.
struct assistant_chat_params {
    required<std::string> content; ///< the message
    /// Conversation that the message belongs to, see `ai.conversations.create()`.
    required<std::string> conversation_id;
    telnyx::optional<std::string> name{}; ///< displayed name of the sender
};
BOOST_DESCRIBE_STRUCT(assistant_chat_params, (), (content, conversation_id, name))

} // namespace telnyx::ai
