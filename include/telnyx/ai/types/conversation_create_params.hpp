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
        metadata{};                       ///< metadata of the caller; `ai_disabled` true turns off generated answers
    telnyx::optional<std::string> name{}; ///< name of the conversation
};
BOOST_DESCRIBE_STRUCT(conversation_create_params, (), (metadata, name))

} // namespace telnyx::ai
