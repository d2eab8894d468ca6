#pragma once

#include "telnyx/ai/types/conversation_metadata_value.hpp"
#include "telnyx/json/describe.hpp"

#include <map>
#include <optional>
#include <string>

namespace telnyx::ai {

/// A conversation between an assistant and a user.
struct conversation {
    std::string id{};              ///< UUID of the conversation
    std::string created_at{};      ///< when it began, ISO 8601
    std::string last_message_at{}; ///< when its latest message was added, ISO 8601
    std::map<std::string, conversation_metadata_value>
        metadata{}; ///< what Telnyx and the caller noted about it; with `ai_disabled` true no answers are generated
    std::optional<std::string> name{}; ///< what it is called
};
BOOST_DESCRIBE_STRUCT(conversation, (), (id, created_at, last_message_at, metadata, name))

} // namespace telnyx::ai
