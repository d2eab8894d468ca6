#pragma once

#include "telnyx/ai/types/task_status.hpp"
#include "telnyx/fields/open_enum.hpp"
#include "telnyx/json/describe.hpp"

#include <cstdint>
#include <string>

namespace telnyx::ai {

/// A task that groups the texts of a storage bucket by subject.
struct cluster_task {
    std::string bucket{};                 ///< storage bucket with the texts
    std::string created_at{};             ///< start time, ISO 8601
    std::string finished_at{};            ///< end time, ISO 8601; empty until then
    std::int64_t min_cluster_size = 0;    ///< minimum number of texts per cluster
    std::int64_t min_subcluster_size = 0; ///< minimum number of texts per subcluster
    open_enum<task_status> status{};      ///< status of the task
    std::string task_id{};                ///< ID of the task
};
BOOST_DESCRIBE_STRUCT(cluster_task, (),
                      (bucket, created_at, finished_at, min_cluster_size, min_subcluster_size, status, task_id))

} // namespace telnyx::ai
