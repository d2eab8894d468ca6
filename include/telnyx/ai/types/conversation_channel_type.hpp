#pragma once

#include <array>
#include <string_view>

namespace telnyx::ai {

/// How an assistant contacts a user.
enum class conversation_channel_type { phone_call, sms_chat };

/// JSON strings of the channels.
constexpr auto enum_texts(conversation_channel_type) {
    return std::array<std::string_view, 2>{"phone_call", "sms_chat"};
}

} // namespace telnyx::ai
