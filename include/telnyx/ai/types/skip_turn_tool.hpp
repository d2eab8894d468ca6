#pragma once

#include "telnyx/fields/constant.hpp"
#include "telnyx/fields/optional.hpp"
#include "telnyx/json/describe.hpp"

#include <string>

namespace telnyx::ai {

/// Lets an assistant stay silent on its turn.
struct skip_turn_tool {
    /// Settings.
    struct details {
        telnyx::optional<std::string>
            description{}; ///< for the assistant; by default, says that the tool skips the turn without an answer
    };

    details skip_turn{};          ///< settings
    constant<"skip_turn"> type{}; ///< identifies this kind of tool
};
BOOST_DESCRIBE_STRUCT(skip_turn_tool::details, (), (description))
BOOST_DESCRIBE_STRUCT(skip_turn_tool, (), (skip_turn, type))

} // namespace telnyx::ai
