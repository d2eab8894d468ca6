#pragma once

#include <array>
#include <string_view>

namespace telnyx::ai {

/// How far a test run is, and how it went.
enum class assistant_test_status {
    pending,  ///< it waits for its turn
    starting, ///< it is being prepared
    running,  ///< the conversation is going on
    passed,   ///< it is over, and the assistant did well
    failed,   ///< it is over, and the assistant did not do well
    error     ///< it could not be carried out
};

/// Texts of the states in JSON.
constexpr auto enum_texts(assistant_test_status) {
    return std::array<std::string_view, 6>{"pending", "starting", "running", "passed", "failed", "error"};
}

} // namespace telnyx::ai
