#pragma once

#include <array>
#include <string_view>

namespace telnyx::ai {

/// Roles in a chat.
enum class chat_role { system, user, assistant, tool };

/// JSON strings of the roles.
constexpr auto enum_texts(chat_role) {
    return std::array<std::string_view, 4>{"system", "user", "assistant", "tool"};
}

} // namespace telnyx::ai
