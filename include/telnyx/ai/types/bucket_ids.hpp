#pragma once

#include "telnyx/fields/optional.hpp"
#include "telnyx/fields/required.hpp"
#include "telnyx/json/describe.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace telnyx::ai {

/// Buckets in which retrieval searches for documents.
struct bucket_ids {
    required<std::vector<std::string>> bucket_ids;    ///< storage buckets with embedded content
    telnyx::optional<std::int64_t> max_num_results{}; ///< maximum number of passages passed to the model
};
BOOST_DESCRIBE_STRUCT(bucket_ids, (), (bucket_ids, max_num_results))

} // namespace telnyx::ai
