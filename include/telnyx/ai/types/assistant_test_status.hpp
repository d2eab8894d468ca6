#pragma once

#include <array>
#include <string_view>

namespace telnyx::ai {

/// Progress and result of a test run.
enum class assistant_test_status {
    pending,  ///< queued
    starting, ///< being prepared
    running,  ///< conversation in progress
    passed,   ///< completed, the assistant passed
    failed,   ///< completed, the assistant failed
    error     ///< could not be carried out
};

/// JSON strings of the states.
constexpr auto enum_texts(assistant_test_status) {
    return std::array<std::string_view, 6>{"pending", "starting", "running", "passed", "failed", "error"};
}

} // namespace telnyx::ai
