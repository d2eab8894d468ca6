#pragma once

#include "telnyx/fields/optional.hpp"
#include "telnyx/json/describe.hpp"

#include <cstdint>

namespace telnyx::ai {

/// Which image of a clustering result to fetch.
struct cluster_fetch_graph_params {
    telnyx::optional<std::int64_t> cluster_id{}; ///< only this cluster
};
BOOST_DESCRIBE_STRUCT(cluster_fetch_graph_params, (), (cluster_id))

} // namespace telnyx::ai
