#pragma once

#include <array>
#include <string_view>

namespace telnyx::ai {

/// How far a scheduled event is.
enum class event_status { pending, in_progress, completed, failed };

/// Texts of the states in JSON.
constexpr auto enum_texts(event_status) {
    return std::array<std::string_view, 4>{"pending", "in_progress", "completed", "failed"};
}

} // namespace telnyx::ai
