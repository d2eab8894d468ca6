#pragma once

#include "telnyx/ai/tool_report.hpp"

#include <string>

namespace telnyx::ai {

/// Something that happened in a `tool_stream`.
struct tool_event {
    /// Kinds of events.
    enum class kind {
        text,        ///< the next part of the model's text, in `text`
        reasoning,   ///< the next part of its reasoning, in `text`
        refusal,     ///< the next part of its refusal, in `text`
        tool_begins, ///< the function of `tool.call` begins
        tool_ended,  ///< the call in `tool` has ended; calls that do not run, only end
        round_ended, ///< the model has answered, and all tools that it called have ended
    };

    kind what = kind::text; ///< what happened
    int round = 0;          ///< round of the event, starting at 1
    std::string text{};     ///< a part of a text
    tool_report tool{};     ///< the call of a tool
};

} // namespace telnyx::ai
