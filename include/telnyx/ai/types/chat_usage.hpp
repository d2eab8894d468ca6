#pragma once

#include "telnyx/json/describe.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace telnyx::ai {

/// Token usage of a response.
struct chat_usage {
    std::optional<std::int64_t> prompt_tokens{};     ///< tokens of the sent messages
    std::optional<std::int64_t> completion_tokens{}; ///< generated tokens
    std::optional<std::int64_t> total_tokens{};      ///< sum of both

    static constexpr std::array<std::string_view, 3> tolerated_members{"prompt_tokens", "completion_tokens",
                                                                       "total_tokens"};
};
BOOST_DESCRIBE_STRUCT(chat_usage, (), (prompt_tokens, completion_tokens, total_tokens))

} // namespace telnyx::ai
