#pragma once

#include "telnyx/ai/types/conversation_channel_type.hpp"
#include "telnyx/ai/types/conversation_metadata_value.hpp"
#include "telnyx/ai/types/event_status.hpp"
#include "telnyx/fields/open_enum.hpp"
#include "telnyx/json/describe.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace telnyx::ai {

/// A call scheduled for an assistant.
struct scheduled_phone_call_event_response {
    std::string assistant_id{};                                         ///< the assistant
    std::string scheduled_at_fixed_datetime{};                          ///< ISO 8601 date and time
    std::string telnyx_agent_target{};                                  ///< the assistant's phone number or SIP URI
    open_enum<conversation_channel_type> telnyx_conversation_channel{}; ///< `phone_call`
    std::string telnyx_end_user_target{};                               ///< the user's phone number or SIP URI
    std::optional<std::string> conversation_id{};                       ///< the conversation, once it exists
    std::optional<std::map<std::string, conversation_metadata_value>> conversation_metadata{}; ///< its metadata
    std::optional<std::string> created_at{};                               ///< ISO 8601 date and time
    std::optional<std::map<std::string, std::string>> dynamic_variables{}; ///< values for `{{x}}` in the instructions
    std::optional<std::vector<std::string>> errors{};                      ///< errors
    std::optional<std::int64_t> retry_attempts{};                          ///< maximum number of retries
    std::optional<std::int64_t> retry_count{};                             ///< retries so far; 0 by default
    std::optional<std::string> scheduled_event_id{};                       ///< ID of this event
    std::optional<open_enum<event_status>> status{};                       ///< status of the event
};
BOOST_DESCRIBE_STRUCT(scheduled_phone_call_event_response, (),
                      (assistant_id, scheduled_at_fixed_datetime, telnyx_agent_target, telnyx_conversation_channel,
                       telnyx_end_user_target, conversation_id, conversation_metadata, created_at, dynamic_variables,
                       errors, retry_attempts, retry_count, scheduled_event_id, status))

} // namespace telnyx::ai
