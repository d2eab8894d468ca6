#pragma once

#include "telnyx/fields/optional.hpp"
#include "telnyx/json/describe.hpp"

#include <cstdint>
#include <optional>

namespace telnyx::ai {

/// How much of a clustering task's result to give back.
struct cluster_retrieve_params {
    std::optional<bool> show_subclusters{};       ///< whether clusters come with those within them; false by default
    telnyx::optional<std::int64_t> top_n_nodes{}; ///< how many of its most central texts a cluster has; 0 by default
};
BOOST_DESCRIBE_STRUCT(cluster_retrieve_params, (), (show_subclusters, top_n_nodes))

} // namespace telnyx::ai
