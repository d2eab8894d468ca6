#pragma once

#include "telnyx/fields/optional.hpp"
#include "telnyx/json/describe.hpp"

#include <map>
#include <string>
#include <variant>

namespace telnyx::ai {

/// Changes to a conversation.
struct conversation_update_params {
    telnyx::optional<std::map<std::string, std::variant<std::string, bool>>>
        metadata{}; ///< metadata of the caller; `ai_disabled` turns generated answers off (true) or on (false)
};
BOOST_DESCRIBE_STRUCT(conversation_update_params, (), (metadata))

} // namespace telnyx::ai
