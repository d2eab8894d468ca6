#pragma once

#include "telnyx/ai/types/task_status.hpp"
#include "telnyx/fields/open_enum.hpp"
#include "telnyx/json/describe.hpp"

#include <cstdint>
#include <string>

namespace telnyx::ai {

/// A task that groups the texts of a storage bucket by subject.
struct cluster_task {
    std::string bucket{};                 ///< storage bucket that it works on
    std::string created_at{};             ///< when it was started, ISO 8601
    std::string finished_at{};            ///< when it ended, ISO 8601; empty while it has not
    std::int64_t min_cluster_size = 0;    ///< fewest texts that make a cluster
    std::int64_t min_subcluster_size = 0; ///< fewest texts that make a cluster within a cluster
    open_enum<task_status> status{};      ///< how far it is
    std::string task_id{};                ///< of the task
};
BOOST_DESCRIBE_STRUCT(cluster_task, (),
                      (bucket, created_at, finished_at, min_cluster_size, min_subcluster_size, status, task_id))

} // namespace telnyx::ai
