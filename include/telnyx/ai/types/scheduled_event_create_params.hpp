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

/// A call or text message that an assistant is to make or send on its own.
struct scheduled_event_create_params {
    required<std::string> scheduled_at_fixed_datetime; ///< when, as ISO 8601 date and time
    required<std::string> telnyx_agent_target;         ///< the assistant's phone number or SIP URI
    /// Whether to call or to send a text message.
    required<open_enum<conversation_channel_type>> telnyx_conversation_channel;
    required<std::string> telnyx_end_user_target; ///< the user's phone number or SIP URI
    /// Of the conversation; keys are free to choose.
    telnyx::optional<std::map<std::string, conversation_metadata_value>> conversation_metadata{};
    /// Values for `{{x}}` in the instructions and messages.
    telnyx::optional<std::map<std::string, std::string>> dynamic_variables{};
    telnyx::optional<std::string> text{}; ///< of the message; must be given for one
};
BOOST_DESCRIBE_STRUCT(scheduled_event_create_params, (),
                      (scheduled_at_fixed_datetime, telnyx_agent_target, telnyx_conversation_channel,
                       telnyx_end_user_target, conversation_metadata, dynamic_variables, text))

} // namespace telnyx::ai
