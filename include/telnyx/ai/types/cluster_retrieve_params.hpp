#pragma once

#include "telnyx/fields/optional.hpp"
#include "telnyx/json/describe.hpp"

#include <cstdint>
#include <optional>

namespace telnyx::ai {

/// How much of a clustering result to return.
struct cluster_retrieve_params {
    std::optional<bool> show_subclusters{};       ///< whether to include subclusters; false by default
    telnyx::optional<std::int64_t> top_n_nodes{}; ///< number of most central texts per cluster; 0 by default
};
BOOST_DESCRIBE_STRUCT(cluster_retrieve_params, (), (show_subclusters, top_n_nodes))

} // namespace telnyx::ai
