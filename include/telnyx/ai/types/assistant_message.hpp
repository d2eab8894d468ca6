#pragma once

#include "telnyx/ai/types/chat_completion.hpp"
#include "telnyx/ai/types/chat_message.hpp"

#include <string>
#include <utility>

namespace telnyx::ai {

/// A model's answer as a message of the conversation, with everything that was received: the text, tool calls, refusal
/// and reasoning, under the names that the server used.
///
///     params.messages->push_back(ai::assistant_message(completion.choices[0].message));
///
/// Without a text, the content is empty, since servers differ in whether they accept null. A tool call without a type
/// gets `function`, and one without arguments an empty object, because servers require both.
inline chat_message assistant_message(chat_completion::answer answer) {
    auto const move_text = [](telnyx::optional<std::string>& to, std::optional<std::string>& from) {
        if (from && !from->empty()) to = std::move(*from);
    };
    chat_message made{.role = chat_role::assistant, .content = std::move(answer.content).value_or(std::string())};
    move_text(made.refusal, answer.refusal);
    move_text(made.reasoning, answer.reasoning);
    move_text(made.reasoning_content, answer.reasoning_content);
    if (!answer.tool_calls || answer.tool_calls->empty()) return made;
    made.tool_calls = std::move(*answer.tool_calls);
    for (auto& call : *made.tool_calls) {
        if (!call.type) call.type = "function";
        if (!call.function.arguments) call.function.arguments = "{}";
    }
    return made;
}

} // namespace telnyx::ai
