#pragma once

#include "telnyx/ai/types/chat_content_part.hpp"
#include "telnyx/ai/types/chat_role.hpp"
#include "telnyx/ai/types/chat_tool_call.hpp"
#include "telnyx/fields/open_enum.hpp"
#include "telnyx/fields/optional.hpp"
#include "telnyx/fields/required.hpp"
#include "telnyx/json/describe.hpp"

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
    telnyx::optional<std::string> name{};                       ///< tells speakers of the same role apart
    telnyx::optional<std::vector<chat_tool_call>> tool_calls{}; ///< of the assistant: calls it asked for
    telnyx::optional<std::string> tool_call_id{};               ///< of a tool: the call that this is the result of
};
BOOST_DESCRIBE_STRUCT(chat_message, (), (role, content, name, tool_calls, tool_call_id))

/// Instructions to the model.
inline chat_message system_message(required<std::string> text) {
    return {.role = chat_role::system, .content = std::move(text.get())};
}

/// Something the user said.
inline chat_message user_message(required<std::string> text) {
    return {.role = chat_role::user, .content = std::move(text.get())};
}

/// Texts and images from the user.
inline chat_message user_message(std::vector<chat_content_part> parts) {
    return {.role = chat_role::user, .content = std::move(parts)};
}

/// Something the model said earlier.
inline chat_message assistant_message(required<std::string> text) {
    return {.role = chat_role::assistant, .content = std::move(text.get())};
}

/// The model's wish that functions be called, as it came.
inline chat_message assistant_message(std::vector<chat_tool_call> calls) {
    return {.role = chat_role::assistant, .content = std::string(), .tool_calls = std::move(calls)};
}

/// The result of a function that the model wanted called; `call_id` is the `id` of that wish.
inline chat_message tool_message(required<std::string> call_id, required<std::string> result) {
    return {.role = chat_role::tool, .content = std::move(result.get()), .tool_call_id = std::move(call_id.get())};
}

/// A text within a message of several parts.
inline chat_content_part text_part(required<std::string> text) {
    return {.type = chat_content_part::kind::text, .text = std::move(text.get())};
}

/// An image within a message of several parts, by https or data URL.
inline chat_content_part image_part(required<std::string> url) {
    return {.type = chat_content_part::kind::image_url, .image_url = std::move(url.get())};
}

} // namespace telnyx::ai
