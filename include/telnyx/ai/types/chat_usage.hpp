#pragma once

#include "telnyx/json/describe.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace telnyx::ai {

/// Token usage of a response.
struct chat_usage {
    /// Kinds of sent tokens.
    struct prompt_details {
        std::optional<std::int64_t> cached_tokens{}; ///< tokens that the server had in its cache
        std::optional<std::int64_t> audio_tokens{};  ///< tokens of audio

        static constexpr std::array<std::string_view, 2> tolerated_members{"cached_tokens", "audio_tokens"};
    };

    /// Kinds of generated tokens.
    struct completion_details {
        std::optional<std::int64_t> reasoning_tokens{};           ///< tokens of the reasoning
        std::optional<std::int64_t> audio_tokens{};               ///< tokens of audio
        std::optional<std::int64_t> accepted_prediction_tokens{}; ///< tokens of the prediction that were right
        std::optional<std::int64_t> rejected_prediction_tokens{}; ///< tokens of the prediction that were wrong

        static constexpr std::array<std::string_view, 4> tolerated_members{
            "reasoning_tokens", "audio_tokens", "accepted_prediction_tokens", "rejected_prediction_tokens"};
    };

    std::optional<std::int64_t> prompt_tokens{};                   ///< tokens of the sent messages
    std::optional<std::int64_t> completion_tokens{};               ///< generated tokens
    std::optional<std::int64_t> total_tokens{};                    ///< sum of both
    std::optional<prompt_details> prompt_tokens_details{};         ///< kinds of sent tokens, if reported
    std::optional<completion_details> completion_tokens_details{}; ///< kinds of generated tokens, if reported

    static constexpr std::array<std::string_view, 5> tolerated_members{
        "prompt_tokens", "completion_tokens", "total_tokens", "prompt_tokens_details", "completion_tokens_details"};
};
BOOST_DESCRIBE_STRUCT(chat_usage::prompt_details, (), (cached_tokens, audio_tokens))
BOOST_DESCRIBE_STRUCT(chat_usage::completion_details, (),
                      (reasoning_tokens, audio_tokens, accepted_prediction_tokens, rejected_prediction_tokens))
BOOST_DESCRIBE_STRUCT(chat_usage, (),
                      (prompt_tokens, completion_tokens, total_tokens, prompt_tokens_details,
                       completion_tokens_details))

} // namespace telnyx::ai
