#pragma once

#include <array>
#include <string_view>

namespace telnyx::ai {

/// Channel between a test and an assistant; `web_chat` by default.
enum class telnyx_conversation_channel { phone_call, web_call, sms_chat, web_chat };

/// JSON strings of the channels.
constexpr auto enum_texts(telnyx_conversation_channel) {
    return std::array<std::string_view, 4>{"phone_call", "web_call", "sms_chat", "web_chat"};
}

} // namespace telnyx::ai
