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

/// A message of the conversation sent to a model. `system_message()` and similar functions create one in short form.
struct chat_message {
    required<open_enum<chat_role>> role;                                         ///< role of the speaker
    required<std::variant<std::string, std::vector<chat_content_part>>> content; ///< text or parts
    telnyx::optional<std::string> name{};                       ///< distinguishes speakers with the same role
    telnyx::optional<std::vector<chat_tool_call>> tool_calls{}; ///< for the assistant: tool calls it requested
    telnyx::optional<std::string> tool_call_id{};               ///< for a tool: ID of the call it answers
    telnyx::optional<std::string> refusal{};                    ///< for the assistant: why it refused to answer
    telnyx::optional<std::string> reasoning{};                  ///< for the assistant: its reasoning, as received
    telnyx::optional<std::string> reasoning_content{};          ///< the same, for servers that call it so
};
BOOST_DESCRIBE_STRUCT(chat_message, (),
                      (role, content, name, tool_calls, tool_call_id, refusal, reasoning, reasoning_content))

/// Instructions to the model.
inline chat_message system_message(required<std::string> text) {
    return {.role = chat_role::system, .content = std::move(text.get())};
}

/// A message from the user.
inline chat_message user_message(required<std::string> text) {
    return {.role = chat_role::user, .content = std::move(text.get())};
}

/// Texts and images from the user.
inline chat_message user_message(std::vector<chat_content_part> parts) {
    return {.role = chat_role::user, .content = std::move(parts)};
}

/// An earlier message from the model.
inline chat_message assistant_message(required<std::string> text) {
    return {.role = chat_role::assistant, .content = std::move(text.get())};
}

/// The model's tool calls, as received.
inline chat_message assistant_message(std::vector<chat_tool_call> calls) {
    return {.role = chat_role::assistant, .content = std::string(), .tool_calls = std::move(calls)};
}

/// The result of a function called by the model; `call_id` is the `id` of the tool call.
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
