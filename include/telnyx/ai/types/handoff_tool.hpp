#pragma once

#include "telnyx/fields/constant.hpp"
#include "telnyx/fields/open_enum.hpp"
#include "telnyx/fields/optional.hpp"
#include "telnyx/fields/required.hpp"
#include "telnyx/json/describe.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace telnyx::ai {

/// Lets an assistant hand the conversation over to another assistant.
struct handoff_tool {
    /// Handoff targets and settings.
    struct details {
        /// Voice used after the handoff.
        enum class voice_choice {
            unified, ///< one voice for all, so that the user does not notice
            distinct ///< each assistant has its own
        };

        /// A handoff target.
        struct target {
            required<std::string> id;   ///< ID of the assistant
            required<std::string> name; ///< helps the first assistant choose this one
        };

        required<std::vector<target>> ai_assistants;            ///< handoff targets
        telnyx::optional<open_enum<voice_choice>> voice_mode{}; ///< voice used after the handoff
    };

    required<details> handoff;  ///< handoff targets and settings
    constant<"handoff"> type{}; ///< identifies this kind of tool
};

/// JSON strings of the voice modes.
constexpr auto enum_texts(handoff_tool::details::voice_choice) {
    return std::array<std::string_view, 2>{"unified", "distinct"};
}

BOOST_DESCRIBE_STRUCT(handoff_tool::details::target, (), (id, name))
BOOST_DESCRIBE_STRUCT(handoff_tool::details, (), (ai_assistants, voice_mode))
BOOST_DESCRIBE_STRUCT(handoff_tool, (), (handoff, type))

} // namespace telnyx::ai
