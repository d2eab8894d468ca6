#pragma once

#include "telnyx/base/config.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace telnyx::testing::detail {

/// Whether a character is a letter, a digit, an underscore or a part of a character beyond ASCII.
bool is_word_character(char c);

/// Whether a word does not carry the meaning of a text: a short or very common one.
bool says_nothing(std::string_view word);

/// The words that carry the meaning of a text, at most three, in their order.
std::vector<std::string> topics_of(std::string_view text);

/// Splits a text into tokens like a language model: words with the preceding space, long words in parts, punctuation
/// marks alone. UTF-8 characters are never split. The tokens joined are the text.
std::vector<std::string> tokens_of(std::string_view text);

/// Whether a text contains words as whole words, ignoring case. An underscore in `words` also stands for a space.
bool says_word(std::string_view text, std::string_view words);

/// The first `most_bytes` bytes of a text, followed by an ellipsis if the text is longer. UTF-8 characters are never
/// split.
std::string shortened(std::string_view text, std::size_t most_bytes);

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/chat_text.ipp"
#endif
