#pragma once

#include "telnyx/json/describe.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <string>
#include <vector>

namespace telnyx::ai {

/// Document chunks similar to a text.
struct embedding_similarity_search_response {
    /// Source of a chunk.
    struct source_metadata {
        std::string checksum{};                               ///< checksum of the file
        std::string embedding{};                              ///< embedding model
        std::string filename{};                               ///< the file in the bucket
        std::string source{};                                 ///< URL of the file
        std::optional<double> certainty{};                    ///< how well the chunk matches, from 0 to 1 (best)
        std::optional<boost::json::object> loader_metadata{}; ///< metadata from the loader
    };

    /// A document chunk.
    struct match {
        double distance = 0;          ///< distance from the text, from 0 (closest) to 1
        std::string document_chunk{}; ///< the chunk
        source_metadata metadata{};   ///< source of the chunk
    };

    std::vector<match> data{}; ///< the chunks
};
BOOST_DESCRIBE_STRUCT(embedding_similarity_search_response::source_metadata, (),
                      (checksum, embedding, filename, source, certainty, loader_metadata))
BOOST_DESCRIBE_STRUCT(embedding_similarity_search_response::match, (), (distance, document_chunk, metadata))
BOOST_DESCRIBE_STRUCT(embedding_similarity_search_response, (), (data))

} // namespace telnyx::ai
