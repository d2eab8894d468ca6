#pragma once

#include "telnyx/ai/tool_report.hpp"
#include "telnyx/ai/types/chat_completion.hpp"
#include "telnyx/ai/types/chat_message.hpp"
#include "telnyx/ai/types/chat_usage.hpp"
#include "telnyx/http/http_info.hpp"

#include <string_view>
#include <vector>

namespace telnyx::ai {

/// A conversation of a model with tools.
struct tool_run {
    std::vector<chat_message> messages{}; ///< those of the request, and all that were added; ready to be sent again
    chat_completion completion{};         ///< the last response
    http_info http{};                     ///< status and headers of the last response
    chat_usage usage{};                   ///< sum over all responses that reported their usage
    int rounds = 0;                       ///< number of requests to the model
    std::vector<tool_report> calls{};     ///< all tool calls, in the order of the model

    /// The text of the model's last answer; empty if there is none.
    std::string_view text() const {
        if (completion.choices.empty() || !completion.choices.front().message.content) return {};
        return *completion.choices.front().message.content;
    }
};

} // namespace telnyx::ai
