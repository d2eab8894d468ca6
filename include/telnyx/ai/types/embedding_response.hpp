#pragma once

#include "telnyx/fields/optional_nullable.hpp"
#include "telnyx/json/describe.hpp"

#include <optional>
#include <string>

namespace telnyx::ai {

/// A started embedding task.
struct embedding_response {
    /// The task.
    struct task {
        std::optional<std::string> created_at{};      ///< start time, ISO 8601
        optional_nullable<std::string> finished_at{}; ///< end time, ISO 8601; null until then
        std::optional<std::string> status{};          ///< status of the task
        std::optional<std::string> task_id{};         ///< UUID of the task
        std::optional<std::string> task_name{};       ///< kind of task
        std::optional<std::string> user_id{};         ///< UUID of the user who started it
    };

    task data{}; ///< the task
};
BOOST_DESCRIBE_STRUCT(embedding_response::task, (), (created_at, finished_at, status, task_id, task_name, user_id))
BOOST_DESCRIBE_STRUCT(embedding_response, (), (data))

} // namespace telnyx::ai
