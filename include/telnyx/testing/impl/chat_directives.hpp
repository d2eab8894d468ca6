#pragma once

#include "telnyx/base/config.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace telnyx::testing::detail {

inline constexpr std::string_view usual_refusal = "I'm sorry, but I can't help with that.";

/// Instructions in a message that only the sandbox follows: `[refuse]`, `[refuse: Not today.]` and `[error after 3]`.
struct chat_directives {
    /// Reads the directives in a message and removes them, each with a space before it.
    static chat_directives take_from(std::string& message);

    std::optional<std::string> refusal;     // text with which the model refuses
    std::optional<std::size_t> error_after; // number of chunks before an error
};

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/chat_directives.ipp"
#endif
