#pragma once

#include <array>
#include <string_view>

namespace telnyx::ai {

/// Status of a scheduled event.
enum class event_status { pending, in_progress, completed, failed };

/// JSON strings of the states.
constexpr auto enum_texts(event_status) {
    return std::array<std::string_view, 4>{"pending", "in_progress", "completed", "failed"};
}

} // namespace telnyx::ai
