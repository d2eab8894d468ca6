#pragma once

#include "telnyx/testing/impl/chat_request.hpp"

#include <optional>
#include <string>
#include <vector>

namespace telnyx::testing::detail {

/// A call of a function that the model asks for.
struct chat_tool_call {
    std::string id;
    std::string name;
    std::string arguments; // JSON text
};

/// What the pretended model says in one choice.
struct chat_answer {
    std::vector<std::string> tokens; // of the text, empty when there are calls
    std::vector<chat_tool_call> tool_calls;
    std::string finish_reason;

    std::size_t token_count() const;
};

/// Makes the answer for one choice; the same for the same request.
/// @param tokens how many tokens a text has; 0 for as many as it takes.
chat_answer make_chat_answer(chat_request const& request, std::size_t choice, std::size_t tokens);

/// Tokens in all messages of the request.
std::size_t prompt_tokens(chat_request const& request);

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/chat_answer.ipp"
#endif
