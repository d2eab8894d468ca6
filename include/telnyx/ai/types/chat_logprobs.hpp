#pragma once

#include "telnyx/json/describe.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace telnyx::ai {

/// Probabilities of the tokens of an answer.
struct chat_logprobs {
    /// An alternative token at a position.
    struct alternative {
        std::string token{};                              ///< its text
        double logprob = 0;                               ///< natural logarithm of its probability
        std::optional<std::vector<std::int64_t>> bytes{}; ///< its UTF-8 bytes, since a token may be part of a character
    };

    /// A token that was generated.
    struct token_logprob {
        std::string token{};                                    ///< its text
        double logprob = 0;                                     ///< natural logarithm of its probability
        std::optional<std::vector<std::int64_t>> bytes{};       ///< its UTF-8 bytes
        std::optional<std::vector<alternative>> top_logprobs{}; ///< the likeliest tokens at this position
    };

    std::optional<std::vector<token_logprob>> content{}; ///< one entry per token of the content
    std::optional<std::vector<token_logprob>> refusal{}; ///< one entry per token of the refusal
};
BOOST_DESCRIBE_STRUCT(chat_logprobs::alternative, (), (token, logprob, bytes))
BOOST_DESCRIBE_STRUCT(chat_logprobs::token_logprob, (), (token, logprob, bytes, top_logprobs))
BOOST_DESCRIBE_STRUCT(chat_logprobs, (), (content, refusal))

} // namespace telnyx::ai
