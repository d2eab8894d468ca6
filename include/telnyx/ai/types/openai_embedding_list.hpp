#pragma once

#include "telnyx/json/describe.hpp"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace telnyx::ai {

/// Vectors for texts.
struct openai_embedding_list {
    /// The vector of one text.
    struct item {
        std::variant<std::vector<double>, std::string> embedding{}; ///< the vector; its bytes in Base64 if asked for
        std::int64_t index = 0;                                     ///< which of the texts, from 0
        std::string object{};                                       ///< `embedding`
    };

    /// What was counted for the bill.
    struct token_usage {
        std::int64_t prompt_tokens = 0; ///< tokens in the texts
        std::int64_t total_tokens = 0;  ///< tokens in all
    };

    std::vector<item> data{}; ///< the vectors
    std::string model{};      ///< model that made them
    std::string object{};     ///< `list`
    token_usage usage{};      ///< what was counted for the bill
};
BOOST_DESCRIBE_STRUCT(openai_embedding_list::item, (), (embedding, index, object))
BOOST_DESCRIBE_STRUCT(openai_embedding_list::token_usage, (), (prompt_tokens, total_tokens))
BOOST_DESCRIBE_STRUCT(openai_embedding_list, (), (data, model, object, usage))

} // namespace telnyx::ai
