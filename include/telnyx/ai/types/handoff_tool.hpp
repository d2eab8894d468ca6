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

/// Lets an assistant pass the conversation on to another assistant.
struct handoff_tool {
    /// Who may take over, and how.
    struct details {
        /// Whose voice is heard after the handoff.
        enum class voice_choice {
            unified, ///< the same for all, so that the user does not notice
            distinct ///< each assistant has its own
        };

        /// An assistant that may take over.
        struct target {
            required<std::string> id;   ///< of the assistant
            required<std::string> name; ///< tells the first assistant when this one is right
        };

        required<std::vector<target>> ai_assistants;            ///< who may take over
        telnyx::optional<open_enum<voice_choice>> voice_mode{}; ///< whose voice is heard
    };

    required<details> handoff;  ///< who may take over, and how
    constant<"handoff"> type{}; ///< tells it from other tools
};

/// Texts of the voice modes in JSON.
constexpr auto enum_texts(handoff_tool::details::voice_choice) {
    return std::array<std::string_view, 2>{"unified", "distinct"};
}

BOOST_DESCRIBE_STRUCT(handoff_tool::details::target, (), (id, name))
BOOST_DESCRIBE_STRUCT(handoff_tool::details, (), (ai_assistants, voice_mode))
BOOST_DESCRIBE_STRUCT(handoff_tool, (), (handoff, type))

} // namespace telnyx::ai
