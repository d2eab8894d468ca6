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

/// Texts to convert into embedding vectors, and options.
struct openai_embedding_create_params {
    /// Encodings of vectors.
    enum class encoding { float_, base64 };

    required<std::variant<std::string, std::vector<std::string>>> input; ///< one or several texts
    required<std::string> model;                                         ///< id of an embedding model
    telnyx::optional<std::int64_t> dimensions{};             ///< length of the vectors, for models that support several
    telnyx::optional<open_enum<encoding>> encoding_format{}; ///< encoding of the vectors; `float` by default
    telnyx::optional<std::string> user{};                    ///< the caller's identifier for the end user
};

/// JSON strings of the encodings.
constexpr auto enum_texts(openai_embedding_create_params::encoding) {
    return std::array<std::string_view, 2>{"float", "base64"};
}

BOOST_DESCRIBE_STRUCT(openai_embedding_create_params, (), (input, model, dimensions, encoding_format, user))

} // namespace telnyx::ai
