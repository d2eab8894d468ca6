#pragma once

#include "telnyx/testing/impl/chat_calls.hpp"
#include "telnyx/testing/impl/chat_request.hpp"

#include <string>
#include <vector>

namespace telnyx::testing::detail {

/// The simulated model's answer in one choice.
struct chat_answer {
    std::vector<std::string> reasoning; // tokens
    std::vector<std::string> tokens;    // of the text, or of the refusal; empty if there are calls
    bool refuses = false;
    std::vector<chat_tool_call> tool_calls;
    std::string finish_reason;

    std::size_t token_count() const;
};

/// Generates the answer for one choice; the same for equal requests.
/// @param tokens number of tokens of a text; 0 for as many as it needs
chat_answer make_chat_answer(chat_request const& request, std::size_t choice, std::size_t tokens);

/// Number of tokens in all messages of the request.
std::size_t prompt_tokens(chat_request const& request);

/// Number of them that a server would have in its cache: the messages up to the last answer, in whole blocks.
std::size_t cached_tokens(chat_request const& request);

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/chat_answer.ipp"
#endif
