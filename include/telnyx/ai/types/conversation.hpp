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
    std::string created_at{};      ///< start time, ISO 8601
    std::string last_message_at{}; ///< time of the latest message, ISO 8601
    std::map<std::string, conversation_metadata_value>
        metadata{}; ///< metadata of Telnyx and the caller; if `ai_disabled` is true, no answers are generated
    std::optional<std::string> name{}; ///< name of the conversation
};
BOOST_DESCRIBE_STRUCT(conversation, (), (id, created_at, last_message_at, metadata, name))

} // namespace telnyx::ai
