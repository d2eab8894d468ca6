#pragma once

#include "telnyx/json/describe.hpp"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace telnyx::ai {

/// Embedding vectors for texts.
struct openai_embedding_list {
    /// The vector of one text.
    struct item {
        std::variant<std::vector<double>, std::string> embedding{}; ///< the vector; Base64 of its bytes if requested
        std::int64_t index = 0;                                     ///< index of the text, from 0
        std::string object{};                                       ///< `embedding`
    };

    /// Billed usage.
    struct token_usage {
        std::int64_t prompt_tokens = 0; ///< tokens in the texts
        std::int64_t total_tokens = 0;  ///< total tokens
    };

    std::vector<item> data{}; ///< the vectors
    std::string model{};      ///< embedding model
    std::string object{};     ///< `list`
    token_usage usage{};      ///< billed usage
};
BOOST_DESCRIBE_STRUCT(openai_embedding_list::item, (), (embedding, index, object))
BOOST_DESCRIBE_STRUCT(openai_embedding_list::token_usage, (), (prompt_tokens, total_tokens))
BOOST_DESCRIBE_STRUCT(openai_embedding_list, (), (data, model, object, usage))

} // namespace telnyx::ai
