#pragma once

#include <array>
#include <string_view>

namespace telnyx::ai {

/// Status of an embedding task.
enum class background_task_status { queued, processing, success, failure, partial_success };

/// JSON strings of the states.
constexpr auto enum_texts(background_task_status) {
    return std::array<std::string_view, 5>{"queued", "processing", "success", "failure", "partial_success"};
}

} // namespace telnyx::ai
