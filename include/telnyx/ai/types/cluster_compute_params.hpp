#pragma once

#include "telnyx/fields/optional.hpp"
#include "telnyx/fields/required.hpp"
#include "telnyx/json/describe.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace telnyx::ai {

/// Texts to group, and options.
struct cluster_compute_params {
    required<std::string> bucket;                         ///< embedded storage bucket with the texts to group
    telnyx::optional<std::vector<std::string>> files{};   ///< only these files
    telnyx::optional<std::int64_t> min_cluster_size{};    ///< minimum number of texts per cluster; 25 by default
    telnyx::optional<std::int64_t> min_subcluster_size{}; ///< minimum number of texts per subcluster; 5 by default
    telnyx::optional<std::string> prefix{};               ///< only files whose names start with this
};
BOOST_DESCRIBE_STRUCT(cluster_compute_params, (), (bucket, files, min_cluster_size, min_subcluster_size, prefix))

} // namespace telnyx::ai
