#pragma once

#include "telnyx/testing/impl/chat_reasoning.hpp"
#include "telnyx/testing/impl/chat_text.hpp"

#include <array>
#include <cstddef>
#include <string_view>

namespace telnyx::testing::detail {

namespace reasoning {

inline constexpr std::array<std::string_view, 8> thoughts{
    "First I should be sure what the question is.",
    "Two or three facts are enough for an answer.",
    "I should not say more than I know.",
    "Short sentences are easier to follow.",
    "Nothing in the conversation so far speaks against that.",
    "Let me check that once more.",
    "An example may help, but only if it is short.",
    "That seems right, so I can write the answer.",
};

inline std::size_t thoughts_for(std::string_view effort) {
    static constexpr std::array<std::string_view, 6> efforts{"minimal", "low", "medium", "high", "xhigh", "max"};
    std::size_t count = 0;
    while (count < efforts.size() && efforts[count] != effort)
        ++count;
    return count + (count > 3 ? 2 : 0);
}

/// The model's decision.
inline std::string decision(chat_request const& request, std::vector<chat_tool_call> const& calls) {
    if (request.refusal) return "This is something that I should not help with.";
    std::string text;
    for (auto const& each : calls)
        text += (text.empty() ? "I need to call " : ", and ") + each.name + " with " + shortened(each.arguments, 100);
    if (!text.empty()) return text + ".";
    if (request.messages.back().role == "tool") return "The tools have answered, so I can sum up what they say.";
    if (request.schema || request.json_object) return "The answer has to be JSON, and nothing else.";
    return "I can answer this right away.";
}

} // namespace reasoning

TELNYX_DECL std::string chat_reasoning(chat_request const& request, std::vector<chat_tool_call> const& calls) {
    if (request.reasoning_effort.empty()) return {};
    auto text = "The user says: \"" + shortened(request.last_text("user"), 80) + "\".";
    for (std::size_t i = 0; i < reasoning::thoughts_for(request.reasoning_effort); ++i)
        text.append(" ").append(reasoning::thoughts[i]);
    return text + " " + reasoning::decision(request, calls);
}

} // namespace telnyx::testing::detail
