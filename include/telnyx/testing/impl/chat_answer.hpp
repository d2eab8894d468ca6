#pragma once

#include "telnyx/testing/impl/chat_request.hpp"

#include <optional>
#include <string>
#include <vector>

namespace telnyx::testing::detail {

/// A function call that the model requests.
struct chat_tool_call {
    std::string id;
    std::string name;
    std::string arguments; // JSON text
};

/// The simulated model's answer in one choice.
struct chat_answer {
    std::vector<std::string> tokens; // of the text; empty if there are calls
    std::vector<chat_tool_call> tool_calls;
    std::string finish_reason;

    std::size_t token_count() const;
};

/// Generates the answer for one choice; the same for equal requests.
/// @param tokens number of tokens of a text; 0 for as many as it needs
chat_answer make_chat_answer(chat_request const& request, std::size_t choice, std::size_t tokens);

/// Number of tokens in all messages of the request.
std::size_t prompt_tokens(chat_request const& request);

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/chat_answer.ipp"
#endif
