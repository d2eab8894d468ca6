#pragma once

#include "telnyx/fields/optional_nullable.hpp"
#include "telnyx/json/describe.hpp"

#include <optional>
#include <string>

namespace telnyx::ai {

/// An embedding task that was started.
struct embedding_response {
    /// The task.
    struct task {
        std::optional<std::string> created_at{};      ///< when it was started, ISO 8601
        optional_nullable<std::string> finished_at{}; ///< when it ended, ISO 8601; null while it has not
        std::optional<std::string> status{};          ///< how far it is
        std::optional<std::string> task_id{};         ///< UUID of the task
        std::optional<std::string> task_name{};       ///< what it does
        std::optional<std::string> user_id{};         ///< UUID of who started it
    };

    task data{}; ///< the task
};
BOOST_DESCRIBE_STRUCT(embedding_response::task, (), (created_at, finished_at, status, task_id, task_name, user_id))
BOOST_DESCRIBE_STRUCT(embedding_response, (), (data))

} // namespace telnyx::ai
