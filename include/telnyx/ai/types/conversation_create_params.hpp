#pragma once

#include "telnyx/fields/optional.hpp"
#include "telnyx/json/describe.hpp"

#include <map>
#include <string>
#include <variant>

namespace telnyx::ai {

/// A new conversation.
struct conversation_create_params {
    telnyx::optional<std::map<std::string, std::variant<std::string, bool>>>
        metadata{}; ///< notes of the caller's; `ai_disabled` true keeps answers from being generated
    telnyx::optional<std::string> name{}; ///< what it is called
};
BOOST_DESCRIBE_STRUCT(conversation_create_params, (), (metadata, name))

} // namespace telnyx::ai
