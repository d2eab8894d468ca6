#pragma once

#include "telnyx/ai/types/background_task_status.hpp"
#include "telnyx/fields/open_enum.hpp"
#include "telnyx/json/describe.hpp"

#include <optional>
#include <string>

namespace telnyx::ai {

/// An embedding task.
struct embedding_retrieve_response {
    /// The task.
    struct task {
        std::optional<std::string> created_at{};                   ///< start time, ISO 8601
        std::optional<std::string> finished_at{};                  ///< end time, ISO 8601
        std::optional<open_enum<background_task_status>> status{}; ///< status of the task
        std::optional<std::string> task_id{};                      ///< UUID of the task
        std::optional<std::string> task_name{};                    ///< kind of task
    };

    task data{}; ///< the task
};
BOOST_DESCRIBE_STRUCT(embedding_retrieve_response::task, (), (created_at, finished_at, status, task_id, task_name))
BOOST_DESCRIBE_STRUCT(embedding_retrieve_response, (), (data))

} // namespace telnyx::ai
