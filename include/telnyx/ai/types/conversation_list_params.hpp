#pragma once

#include "telnyx/fields/optional.hpp"
#include "telnyx/json/describe.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace telnyx::ai {

/// Filters for listing conversations. All members except `limit` and `order` are filters in PostgREST syntax, an
/// operator and a value: `eq.123`, `gte.2025-01-01`, `like.Voice%`. A conversation must match all of them.
struct conversation_list_params {
    telnyx::optional<std::string> id{};                           ///< filter on the conversation's UUID
    telnyx::optional<std::string> created_at{};                   ///< filter on the start time
    telnyx::optional<std::string> last_message_at{};              ///< filter on the time of the latest message
    telnyx::optional<std::int64_t> limit{};                       ///< maximum number of conversations, at least 1
    telnyx::optional<std::string> metadata_assistant_id{};        ///< filter on the assistant
    telnyx::optional<std::string> metadata_call_control_id{};     ///< filter on the call
    telnyx::optional<std::string> metadata_telnyx_agent_target{}; ///< filter on assistant's phone number or SIP URI
    telnyx::optional<std::string> metadata_telnyx_conversation_channel{}; ///< filter on channel, e.g. `eq.phone_call`
    telnyx::optional<std::string> metadata_telnyx_end_user_target{};      ///< filter on user's phone number or SIP URI
    telnyx::optional<std::string> name{};                                 ///< filter on the name
    telnyx::optional<std::string> or_{};   ///< alternative filters, such as `(name.eq.a,name.eq.b)`
    telnyx::optional<std::string> order{}; ///< field to sort by and direction, such as `created_at.desc`

    /// Filters on other metadata keys: `{{"customer", "eq.42"}}` is sent as `metadata->customer=eq.42`. They take
    /// precedence over the members above.
    std::map<std::string, std::string> metadata_filters{};

    static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> json_names{
        {{"metadata_assistant_id", "metadata->assistant_id"},
         {"metadata_call_control_id", "metadata->call_control_id"},
         {"metadata_telnyx_agent_target", "metadata->telnyx_agent_target"},
         {"metadata_telnyx_conversation_channel", "metadata->telnyx_conversation_channel"},
         {"metadata_telnyx_end_user_target", "metadata->telnyx_end_user_target"}}};
};
BOOST_DESCRIBE_STRUCT(conversation_list_params, (),
                      (id, created_at, last_message_at, limit, metadata_assistant_id, metadata_call_control_id,
                       metadata_telnyx_agent_target, metadata_telnyx_conversation_channel,
                       metadata_telnyx_end_user_target, name, or_, order))

} // namespace telnyx::ai
