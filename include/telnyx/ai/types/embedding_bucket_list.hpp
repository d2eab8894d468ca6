#pragma once

#include "telnyx/json/describe.hpp"

#include <string>
#include <vector>

namespace telnyx::ai {

/// The storage buckets that are embedded.
struct embedding_bucket_list {
    /// Names of buckets.
    struct bucket_names {
        std::vector<std::string> buckets{}; ///< the names
    };

    bucket_names data{}; ///< the buckets
};
BOOST_DESCRIBE_STRUCT(embedding_bucket_list::bucket_names, (), (buckets))
BOOST_DESCRIBE_STRUCT(embedding_bucket_list, (), (data))

} // namespace telnyx::ai
