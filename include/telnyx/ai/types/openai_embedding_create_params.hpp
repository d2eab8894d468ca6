#pragma once

#include "telnyx/fields/open_enum.hpp"
#include "telnyx/fields/optional.hpp"
#include "telnyx/fields/required.hpp"
#include "telnyx/json/describe.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace telnyx::ai {

/// Texts to turn into vectors, and how.
struct openai_embedding_create_params {
    /// Ways to write vectors.
    enum class encoding { float_, base64 };

    required<std::variant<std::string, std::vector<std::string>>> input; ///< one text, or several
    required<std::string> model;                                         ///< id of an embedding model
    telnyx::optional<std::int64_t> dimensions{};             ///< length of the vectors, for models that offer several
    telnyx::optional<open_enum<encoding>> encoding_format{}; ///< how to write the vectors; `float` by default
    telnyx::optional<std::string> user{};                    ///< the caller's own name for the end user
};

/// Texts of the ways to write vectors in JSON.
constexpr auto enum_texts(openai_embedding_create_params::encoding) {
    return std::array<std::string_view, 2>{"float", "base64"};
}

BOOST_DESCRIBE_STRUCT(openai_embedding_create_params, (), (input, model, dimensions, encoding_format, user))

} // namespace telnyx::ai
