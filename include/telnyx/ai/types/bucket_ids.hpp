#pragma once

#include "telnyx/fields/optional.hpp"
#include "telnyx/fields/required.hpp"
#include "telnyx/json/describe.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace telnyx::ai {

/// Where retrieval looks for documents.
struct bucket_ids {
    required<std::vector<std::string>> bucket_ids;    ///< storage buckets whose content has been embedded
    telnyx::optional<std::int64_t> max_num_results{}; ///< how many passages the model gets at most
};
BOOST_DESCRIBE_STRUCT(bucket_ids, (), (bucket_ids, max_num_results))

} // namespace telnyx::ai
