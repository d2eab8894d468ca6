#pragma once

#include "telnyx/base/config.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace telnyx::testing::detail {

/// The proper names in a text: runs of capitalized words that do not begin a sentence, such as "New York". Names of
/// days, months, units and languages are not among them.
struct prompt_names {
    std::vector<std::string> all;    ///< in their order, each once
    std::vector<std::string> listed; ///< the first list of at least two, as in "Paris, Rome and New York"
};

prompt_names names_in(std::string_view text);

/// The numbers in a text, as they are written: `7`, `-3.5`, `1200` for "1,200".
std::vector<std::string> numbers_in(std::string_view text);

/// The first word of a text that satisfies a predicate; empty if there is none. Punctuation around it is removed.
std::string word_in(std::string_view text, bool (*wanted)(std::string_view word));

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/prompt_names.ipp"
#endif
