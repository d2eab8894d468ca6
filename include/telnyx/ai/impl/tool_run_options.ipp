#pragma once

#include "telnyx/ai/tool_run_options.hpp"
#include "telnyx/options/option_value.hpp"

namespace telnyx::ai {

TELNYX_DECL tool_run_options& tool_run_options::max_rounds(int count) {
    max_rounds_ = telnyx::detail::positive_count("max_rounds", count);
    return *this;
}

TELNYX_DECL tool_run_options& tool_run_options::max_parallel(int count) {
    max_parallel_ = telnyx::detail::positive_count("max_parallel", count);
    return *this;
}

TELNYX_DECL tool_run_options& tool_run_options::max_calls(int count) {
    max_calls_ = telnyx::detail::positive_count("max_calls", count);
    return *this;
}

TELNYX_DECL tool_run_options& tool_run_options::max_arguments_size(std::size_t bytes) {
    max_arguments_size_ = telnyx::detail::positive_size("max_arguments_size", bytes);
    return *this;
}

TELNYX_DECL tool_run_options& tool_run_options::deadline(telnyx::detail::time_span limit) {
    deadline_ = telnyx::detail::positive_time("deadline", limit);
    return *this;
}

} // namespace telnyx::ai
