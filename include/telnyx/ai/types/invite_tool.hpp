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

/// Lets an assistant invite someone into the conversation by a call.
struct invite_tool {
    /// How the invited party is called.
    struct details {
        /// What happens when voicemail answers.
        struct voicemail_settings {
            /// Whether to detect voicemail.
            enum class mode { disabled, premium };

            /// The reaction to voicemail.
            struct reaction {
                /// Possible actions.
                enum class action_kind { stop_invite };

                telnyx::optional<open_enum<action_kind>> action{}; ///< action to take
            };

            telnyx::optional<open_enum<mode>> detection_mode{}; ///< whether to detect voicemail
            telnyx::optional<reaction> on_voicemail_detected{}; ///< reaction to voicemail
        };

        telnyx::optional<std::vector<custom_header>> custom_headers{}; ///< headers of the SIP INVITE
        telnyx::optional<std::string> from{};                          ///< phone number or SIP URI of the caller
        telnyx::optional<voicemail_settings> voicemail_detection{};    ///< what happens when voicemail answers
    };

    details invite_config{};   ///< how the invited party is called
    constant<"invite"> type{}; ///< identifies this kind of tool
};

/// JSON strings of the detection modes.
constexpr auto enum_texts(invite_tool::details::voicemail_settings::mode) {
    return std::array<std::string_view, 2>{"disabled", "premium"};
}

/// JSON strings of the actions.
constexpr auto enum_texts(invite_tool::details::voicemail_settings::reaction::action_kind) {
    return std::array<std::string_view, 1>{"stop_invite"};
}

BOOST_DESCRIBE_STRUCT(invite_tool::details::voicemail_settings::reaction, (), (action))
BOOST_DESCRIBE_STRUCT(invite_tool::details::voicemail_settings, (), (detection_mode, on_voicemail_detected))
BOOST_DESCRIBE_STRUCT(invite_tool::details, (), (custom_headers, from, voicemail_detection))
BOOST_DESCRIBE_STRUCT(invite_tool, (), (invite_config, type))

} // namespace telnyx::ai
