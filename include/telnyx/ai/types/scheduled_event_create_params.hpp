#pragma once

#include "telnyx/ai/types/conversation_channel_type.hpp"
#include "telnyx/ai/types/conversation_metadata_value.hpp"
#include "telnyx/fields/open_enum.hpp"
#include "telnyx/fields/optional.hpp"
#include "telnyx/fields/required.hpp"
#include "telnyx/json/describe.hpp"

#include <map>
#include <string>

namespace telnyx::ai {

/// A call to make, or text message to send, by an assistant at a later time.
struct scheduled_event_create_params {
    required<std::string> scheduled_at_fixed_datetime; ///< ISO 8601 date and time
    required<std::string> telnyx_agent_target;         ///< the assistant's phone number or SIP URI
    /// Whether to call or to send a text message.
    required<open_enum<conversation_channel_type>> telnyx_conversation_channel;
    required<std::string> telnyx_end_user_target; ///< the user's phone number or SIP URI
    /// Metadata of the conversation, with any keys.
    telnyx::optional<std::map<std::string, conversation_metadata_value>> conversation_metadata{};
    /// Values for `{{x}}` in the instructions and messages.
    telnyx::optional<std::map<std::string, std::string>> dynamic_variables{};
    telnyx::optional<std::string> text{}; ///< text of the message; required for text messages
};
BOOST_DESCRIBE_STRUCT(scheduled_event_create_params, (),
                      (scheduled_at_fixed_datetime, telnyx_agent_target, telnyx_conversation_channel,
                       telnyx_end_user_target, conversation_metadata, dynamic_variables, text))

} // namespace telnyx::ai
