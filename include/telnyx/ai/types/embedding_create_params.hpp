#pragma once

#include "telnyx/fields/open_enum.hpp"
#include "telnyx/fields/optional.hpp"
#include "telnyx/fields/required.hpp"
#include "telnyx/json/describe.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace telnyx::ai {

/// Documents to embed, and options.
struct embedding_create_params {
    /// Embedding models.
    enum class model_name { thenlper_gte_large, intfloat_multilingual_e5_large };
    /// Document loaders.
    enum class loader_name { default_, intercom };

    required<std::string> bucket_name;                            ///< storage bucket with the files to embed
    telnyx::optional<std::int64_t> document_chunk_overlap_size{}; ///< overlap of neighbouring chunks; 512 by default
    telnyx::optional<std::int64_t> document_chunk_size{};         ///< size of the chunks; 1024 by default
    telnyx::optional<open_enum<model_name>> embedding_model{};    ///< model to use; `thenlper/gte-large` by default
    telnyx::optional<open_enum<loader_name>> loader{};            ///< loader for the files; `default` by default
};

/// JSON strings of the models.
constexpr auto enum_texts(embedding_create_params::model_name) {
    return std::array<std::string_view, 2>{"thenlper/gte-large", "intfloat/multilingual-e5-large"};
}

/// JSON strings of the loaders.
constexpr auto enum_texts(embedding_create_params::loader_name) {
    return std::array<std::string_view, 2>{"default", "intercom"};
}

BOOST_DESCRIBE_STRUCT(embedding_create_params, (),
                      (bucket_name, document_chunk_overlap_size, document_chunk_size, embedding_model, loader))

} // namespace telnyx::ai
