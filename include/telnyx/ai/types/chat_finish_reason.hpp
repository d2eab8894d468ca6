#pragma once

#include <array>
#include <string_view>

namespace telnyx::ai {

/// Why a model stopped.
enum class chat_finish_reason { stop, length, tool_calls, content_filter, function_call };

/// JSON strings of the reasons.
constexpr auto enum_texts(chat_finish_reason) {
    return std::array<std::string_view, 5>{"stop", "length", "tool_calls", "content_filter", "function_call"};
}

} // namespace telnyx::ai
