#pragma once

#include <array>
#include <string_view>

namespace telnyx::ai {

/// How far a clustering task is.
enum class task_status { pending, starting, running, completed, failed };

/// Texts of the states in JSON.
constexpr auto enum_texts(task_status) {
    return std::array<std::string_view, 5>{"pending", "starting", "running", "completed", "failed"};
}

} // namespace telnyx::ai
