#pragma once

#include "telnyx/base/config.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace telnyx::testing::detail {

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
