#pragma once

#include "telnyx/ai/types/chat_content_part.hpp"
#include "telnyx/ai/types/chat_role.hpp"
#include "telnyx/ai/types/chat_tool_call.hpp"
#include "telnyx/json/describe.hpp"
#include "telnyx/open_enum.hpp"
#include "telnyx/required.hpp"

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace telnyx::ai {

/// One message of the conversation that is sent to a model. See `system_message()` and its siblings for short ways to
/// make one.
struct chat_message {
    required<open_enum<chat_role>> role;                                         ///< who speaks
    required<std::variant<std::string, std::vector<chat_content_part>>> content; ///< what is said
    std::optional<std::string> name{};                       ///< tells speakers of the same role apart
    std::optional<std::vector<chat_tool_call>> tool_calls{}; ///< of the assistant: calls it asked for
    std::optional<std::string> tool_call_id{};               ///< of a tool: the call that this is the result of
};
BOOST_DESCRIBE_STRUCT(chat_message, (), (role, content, name, tool_calls, tool_call_id))

/// Instructions to the model.
inline chat_message system_message(std::string text) {
    return {.role = chat_role::system, .content = std::move(text)};
}

/// Something the user said.
inline chat_message user_message(std::string text) {
    return {.role = chat_role::user, .content = std::move(text)};
}

/// Texts and images from the user.
inline chat_message user_message(std::vector<chat_content_part> parts) {
    return {.role = chat_role::user, .content = std::move(parts)};
}

/// Something the model said earlier.
inline chat_message assistant_message(std::string text) {
    return {.role = chat_role::assistant, .content = std::move(text)};
}

/// The model's wish that functions be called, as it came.
inline chat_message assistant_message(std::vector<chat_tool_call> calls) {
    return {.role = chat_role::assistant, .content = std::string(), .tool_calls = std::move(calls)};
}

/// The result of a function that the model wanted called; `call_id` is the `id` of that wish.
inline chat_message tool_message(std::string call_id, std::string result) {
    return {.role = chat_role::tool, .content = std::move(result), .tool_call_id = std::move(call_id)};
}

/// A text within a message of several parts.
inline chat_content_part text_part(std::string text) {
    return {.type = chat_content_part::kind::text, .text = std::move(text)};
}

/// An image within a message of several parts, by https or data URL.
inline chat_content_part image_part(std::string url) {
    return {.type = chat_content_part::kind::image_url, .image_url = std::move(url)};
}

} // namespace telnyx::ai
