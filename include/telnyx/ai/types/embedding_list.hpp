#pragma once

#include "telnyx/ai/types/background_task_status.hpp"
#include "telnyx/fields/open_enum.hpp"
#include "telnyx/json/describe.hpp"

#include <optional>
#include <string>
#include <vector>

namespace telnyx::ai {

/// A list of embedding tasks.
struct embedding_list {
    /// An embedding task.
    struct task {
        std::string created_at{};                   ///< start time, ISO 8601
        open_enum<background_task_status> status{}; ///< status of the task
        std::string task_id{};                      ///< ID of the task
        std::string task_name{};                    ///< kind of task
        std::string user_id{};                      ///< who started it
        std::optional<std::string> bucket{};        ///< storage bucket with the texts
        std::optional<std::string> finished_at{};   ///< end time, ISO 8601
    };

    std::vector<task> data{}; ///< the tasks
};
BOOST_DESCRIBE_STRUCT(embedding_list::task, (), (created_at, status, task_id, task_name, user_id, bucket, finished_at))
BOOST_DESCRIBE_STRUCT(embedding_list, (), (data))

} // namespace telnyx::ai
