#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/testing/impl/seeded_random.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace telnyx::testing::detail {

/// A text that matches a whole regular expression; `std::nullopt` if the expression is not supported. Supported are
/// literals, `.`, classes, `\d \w \s`, groups, alternatives and the quantifiers `* + ? {m} {m,} {m,n}`; anchors and
/// laziness are irrelevant for generated text.
std::optional<std::string> regex_text(std::string_view pattern, seeded_random& dice);

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/regex_text.ipp"
#endif
