#pragma once

#include <cstdint>
#include <optional>

namespace telnyx {

/// The tokens that a call of a model has used, as far as the response says.
struct token_usage {
    std::optional<std::int64_t> prompt{};     ///< tokens of what was sent
    std::optional<std::int64_t> completion{}; ///< generated tokens
    std::optional<std::int64_t> total{};      ///< sum of both
    std::optional<std::int64_t> cached{};     ///< of the sent tokens, those that the server had in its cache
    std::optional<std::int64_t> reasoning{};  ///< of the generated tokens, those of the reasoning
};

} // namespace telnyx
