#pragma once

#include "telnyx/config.hpp"
#include "telnyx/testing/impl/chat_history.hpp"
#include "telnyx/testing/impl/seeded_random.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace telnyx::testing::detail {

/// A few English sentences about what `prompt` is about, in the light of what was said before: a question such as "And
/// the sea?" is taken as the one before it, with another subject.
/// @param least_tokens how many tokens the text has at least; 0 for as many as it takes.
std::string answer_text(std::string_view prompt, seeded_random& dice, std::size_t least_tokens = 0,
                        chat_history const& before = {});

/// The words of a text that say what it is about, at most three, in their order.
std::vector<std::string> topics_of(std::string_view text);

/// Cuts a text into tokens as a language model would: words with the blank before them, long words in parts, marks
/// alone. No UTF-8 character is cut. Joined they are the text.
std::vector<std::string> tokens_of(std::string_view text);

/// The beginning of a text, with an ellipsis when more is left out than that. No UTF-8 character is cut.
std::string shortened(std::string_view text, std::size_t most_bytes);

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/chat_text.ipp"
#endif
