#pragma once

#include "telnyx/json/describe.hpp"

#include <string>

namespace telnyx::ai {

/// A started clustering task.
struct cluster_compute_response {
    /// The task.
    struct task {
        std::string task_id{}; ///< ID for retrieving its result
    };

    task data{}; ///< the task
};
BOOST_DESCRIBE_STRUCT(cluster_compute_response::task, (), (task_id))
BOOST_DESCRIBE_STRUCT(cluster_compute_response, (), (data))

} // namespace telnyx::ai
