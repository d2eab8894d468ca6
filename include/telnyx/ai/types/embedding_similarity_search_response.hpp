#pragma once

#include "telnyx/json/describe.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <string>
#include <vector>

namespace telnyx::ai {

/// Pieces of documents that resemble a text.
struct embedding_similarity_search_response {
    /// Where a piece comes from.
    struct source_metadata {
        std::string checksum{};                               ///< of the file
        std::string embedding{};                              ///< model that embedded it
        std::string filename{};                               ///< the file in the bucket
        std::string source{};                                 ///< URL of the file
        std::optional<double> certainty{};                    ///< how well the piece fits, from 0 to 1 (best)
        std::optional<boost::json::object> loader_metadata{}; ///< what the loader knows about it
    };

    /// A piece of a document.
    struct match {
        double distance = 0;          ///< how far it is from the text, from 0 (closest) to 1
        std::string document_chunk{}; ///< the piece
        source_metadata metadata{};   ///< where it comes from
    };

    std::vector<match> data{}; ///< the pieces
};
BOOST_DESCRIBE_STRUCT(embedding_similarity_search_response::source_metadata, (),
                      (checksum, embedding, filename, source, certainty, loader_metadata))
BOOST_DESCRIBE_STRUCT(embedding_similarity_search_response::match, (), (distance, document_chunk, metadata))
BOOST_DESCRIBE_STRUCT(embedding_similarity_search_response, (), (data))

} // namespace telnyx::ai
