#pragma once

#include <array>
#include <string_view>

namespace telnyx::ai {

/// Who speaks in a chat message.
enum class chat_role { system, user, assistant, tool };

/// Texts of the roles in JSON.
constexpr auto enum_texts(chat_role) {
    return std::array<std::string_view, 4>{"system", "user", "assistant", "tool"};
}

} // namespace telnyx::ai
