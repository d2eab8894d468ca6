#pragma once

#include <array>
#include <string_view>

namespace telnyx::ai {

/// Status of a clustering task.
enum class task_status { pending, starting, running, completed, failed };

/// JSON strings of the states.
constexpr auto enum_texts(task_status) {
    return std::array<std::string_view, 5>{"pending", "starting", "running", "completed", "failed"};
}

} // namespace telnyx::ai
