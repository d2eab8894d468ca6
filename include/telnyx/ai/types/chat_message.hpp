#pragma once

#include "telnyx/ai/types/chat_content_part.hpp"
#include "telnyx/ai/types/chat_role.hpp"
#include "telnyx/ai/types/chat_tool_call.hpp"
#include "telnyx/json/describe.hpp"
#include "telnyx/open_enum.hpp"
#include "telnyx/optional.hpp"
#include "telnyx/required.hpp"

#include <concepts>
#include <string>
#include <string_view>
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

/// What a text may be given as: a `std::string`, a `std::string_view` or a literal.
template <class T>
concept chat_text = std::convertible_to<T, std::string_view>;

/// Instructions to the model.
template <chat_text Text>
chat_message system_message(Text&& text) {
    return {.role = chat_role::system, .content = std::string(std::forward<Text>(text))};
}

/// Something the user said.
template <chat_text Text>
chat_message user_message(Text&& text) {
    return {.role = chat_role::user, .content = std::string(std::forward<Text>(text))};
}

/// Texts and images from the user.
inline chat_message user_message(std::vector<chat_content_part> parts) {
    return {.role = chat_role::user, .content = std::move(parts)};
}

/// Something the model said earlier.
template <chat_text Text>
chat_message assistant_message(Text&& text) {
    return {.role = chat_role::assistant, .content = std::string(std::forward<Text>(text))};
}

/// The model's wish that functions be called, as it came.
inline chat_message assistant_message(std::vector<chat_tool_call> calls) {
    return {.role = chat_role::assistant, .content = std::string(), .tool_calls = std::move(calls)};
}

/// The result of a function that the model wanted called; `call_id` is the `id` of that wish.
template <chat_text Id, chat_text Text>
chat_message tool_message(Id&& call_id, Text&& result) {
    return {.role = chat_role::tool,
            .content = std::string(std::forward<Text>(result)),
            .tool_call_id = std::string(std::forward<Id>(call_id))};
}

/// A text within a message of several parts.
template <chat_text Text>
chat_content_part text_part(Text&& text) {
    return {.type = chat_content_part::kind::text, .text = std::string(std::forward<Text>(text))};
}

/// An image within a message of several parts, by https or data URL.
template <chat_text Url>
chat_content_part image_part(Url&& url) {
    return {.type = chat_content_part::kind::image_url, .image_url = std::string(std::forward<Url>(url))};
}

} // namespace telnyx::ai
