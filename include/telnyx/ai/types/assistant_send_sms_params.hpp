#pragma once

#include "telnyx/ai/types/conversation.hpp"
#include "telnyx/ai/types/conversation_metadata_value.hpp"
#include "telnyx/fields/optional.hpp"
#include "telnyx/fields/required.hpp"
#include "telnyx/json/describe.hpp"

#include <map>
#include <optional>
#include <string>

namespace telnyx::ai {

/// A text message for an assistant to send.
struct assistant_send_sms_params {
    required<std::string> from; ///< the assistant's phone number
    required<std::string> to;   ///< the user's phone number
    /// Metadata of the conversation, if one is created.
    telnyx::optional<std::map<std::string, conversation_metadata_value>> conversation_metadata{};
    std::optional<bool> should_create_conversation{}; ///< whether the message starts a conversation
    telnyx::optional<std::string> text{};             ///< text of the message
};
BOOST_DESCRIBE_STRUCT(assistant_send_sms_params, (),
                      (from, to, conversation_metadata, should_create_conversation, text))

} // namespace telnyx::ai
