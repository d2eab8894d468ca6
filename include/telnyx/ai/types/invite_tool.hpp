#pragma once

#include "telnyx/ai/types/custom_header.hpp"
#include "telnyx/fields/constant.hpp"
#include "telnyx/fields/open_enum.hpp"
#include "telnyx/fields/optional.hpp"
#include "telnyx/json/describe.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace telnyx::ai {

/// Lets an assistant call someone into the conversation.
struct invite_tool {
    /// How the other side is called.
    struct details {
        /// What happens when voicemail answers.
        struct voicemail_settings {
            /// Whether voicemail is looked out for.
            enum class mode { disabled, premium };

            /// The answer to a voicemail.
            struct reaction {
                /// What is done.
                enum class action_kind { stop_invite };

                telnyx::optional<open_enum<action_kind>> action{}; ///< what is done
            };

            telnyx::optional<open_enum<mode>> detection_mode{}; ///< whether voicemail is looked out for
            telnyx::optional<reaction> on_voicemail_detected{}; ///< what happens then
        };

        telnyx::optional<std::vector<custom_header>> custom_headers{}; ///< of the SIP INVITE
        telnyx::optional<std::string> from{}; ///< phone number or SIP URI that the call comes from
        telnyx::optional<voicemail_settings> voicemail_detection{}; ///< what happens when voicemail answers
    };

    details invite_config{};   ///< how the other side is called
    constant<"invite"> type{}; ///< tells it from other tools
};

/// Texts of the detection modes in JSON.
constexpr auto enum_texts(invite_tool::details::voicemail_settings::mode) {
    return std::array<std::string_view, 2>{"disabled", "premium"};
}

/// Texts of the actions in JSON.
constexpr auto enum_texts(invite_tool::details::voicemail_settings::reaction::action_kind) {
    return std::array<std::string_view, 1>{"stop_invite"};
}

BOOST_DESCRIBE_STRUCT(invite_tool::details::voicemail_settings::reaction, (), (action))
BOOST_DESCRIBE_STRUCT(invite_tool::details::voicemail_settings, (), (detection_mode, on_voicemail_detected))
BOOST_DESCRIBE_STRUCT(invite_tool::details, (), (custom_headers, from, voicemail_detection))
BOOST_DESCRIBE_STRUCT(invite_tool, (), (invite_config, type))

} // namespace telnyx::ai
