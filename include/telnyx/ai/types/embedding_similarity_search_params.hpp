#pragma once

#include "telnyx/fields/optional.hpp"
#include "telnyx/fields/required.hpp"
#include "telnyx/json/describe.hpp"

#include <cstdint>
#include <string>

namespace telnyx::ai {

/// A similarity search in a bucket.
struct embedding_similarity_search_params {
    required<std::string> bucket_name;            ///< embedded storage bucket to search
    required<std::string> query;                  ///< text to compare with
    telnyx::optional<std::int64_t> num_of_docs{}; ///< maximum number of results; 3 by default
};
BOOST_DESCRIBE_STRUCT(embedding_similarity_search_params, (), (bucket_name, query, num_of_docs))

} // namespace telnyx::ai
