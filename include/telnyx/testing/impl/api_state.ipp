#pragma once

#include "telnyx/testing/impl/api_state.hpp"
#include "telnyx/testing/impl/numbered_id.hpp"

#include <algorithm>

namespace telnyx::testing::detail {

TELNYX_DECL std::string api_state::new_id(std::string_view prefix) {
    return std::string(prefix) + numbered_id(++ids_given);
}

TELNYX_DECL api_time api_state::now() {
    auto const wall_time = std::chrono::floor<std::chrono::microseconds>(time->wall_time());
    return last_ = std::max(wall_time, last_ + std::chrono::microseconds(1));
}

TELNYX_DECL std::string api_state::end_of_task(std::string_view started) const {
    auto const start = parse_time(started).value_or(api_time());
    return time_text(start + std::chrono::floor<std::chrono::microseconds>(tasks.duration()));
}

} // namespace telnyx::testing::detail
