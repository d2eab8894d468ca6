#pragma once

#include "telnyx/ai/tool_report.hpp"

#include <chrono>
#include <exception>
#include <string>

namespace telnyx::ai::detail {

/// How the function of a tool ended.
struct tool_outcome {
    tool_report::ending ended = tool_report::ending::cancelled;
    std::string result{};
    std::exception_ptr exception{};
    std::chrono::steady_clock::duration took{};
};

} // namespace telnyx::ai::detail
