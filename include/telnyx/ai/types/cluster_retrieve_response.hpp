#pragma once

#include "telnyx/ai/types/recursive_cluster.hpp"
#include "telnyx/ai/types/task_status.hpp"
#include "telnyx/fields/open_enum.hpp"
#include "telnyx/json/describe.hpp"

#include <string>
#include <vector>

namespace telnyx::ai {

/// A clustering task.
struct cluster_retrieve_response {
    /// The task and its result.
    struct task {
        std::string bucket{};                      ///< storage bucket with the texts
        std::vector<recursive_cluster> clusters{}; ///< the groups
        open_enum<task_status> status{};           ///< status of the task
    };

    task data{}; ///< the task and its result
};
BOOST_DESCRIBE_STRUCT(cluster_retrieve_response::task, (), (bucket, clusters, status))
BOOST_DESCRIBE_STRUCT(cluster_retrieve_response, (), (data))

} // namespace telnyx::ai
