#pragma once

#include "telnyx/json/describe.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace telnyx::ai {

/// Tokens that an answer took.
struct chat_usage {
    std::optional<std::int64_t> prompt_tokens{};     ///< tokens of the messages that were sent
    std::optional<std::int64_t> completion_tokens{}; ///< tokens that were generated
    std::optional<std::int64_t> total_tokens{};      ///< both together

    static constexpr std::array<std::string_view, 3> tolerated_members{"prompt_tokens", "completion_tokens",
                                                                       "total_tokens"};
};
BOOST_DESCRIBE_STRUCT(chat_usage, (), (prompt_tokens, completion_tokens, total_tokens))

} // namespace telnyx::ai
