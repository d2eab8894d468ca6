#pragma once

#include "telnyx/ai/types/chat_finish_reason.hpp"
#include "telnyx/ai/types/chat_logprobs.hpp"
#include "telnyx/ai/types/chat_role.hpp"
#include "telnyx/ai/types/chat_tool_call.hpp"
#include "telnyx/ai/types/chat_usage.hpp"
#include "telnyx/fields/open_enum.hpp"
#include "telnyx/json/describe.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace telnyx::ai {

/// A model's answer, in the shape that OpenAI-compatible servers give it.
///
/// What only describes the answer (`id`, `model`, `usage`, `logprobs` and the like) is left empty where it is missing
/// or has another type than expected. `content` that comes as a list of parts is the text of its text parts.
struct chat_completion {
    /// What the model said.
    struct answer {
        std::optional<open_enum<chat_role>> role{};              ///< `assistant`
        std::optional<std::string> content{};                    ///< the text; absent when there are only tool calls
        std::optional<std::string> refusal{};                    ///< why the model will not answer
        std::optional<std::string> reasoning_content{};          ///< thoughts of a reasoning model before its answer
        std::optional<std::string> reasoning{};                  ///< the same, under the name that some servers use
        std::optional<std::vector<chat_tool_call>> tool_calls{}; ///< functions that the model wants called

        static constexpr std::array text_part_members{std::string_view("content")};
        static constexpr std::array<std::string_view, 3> tolerated_members{"role", "reasoning_content", "reasoning"};
    };

    /// One of the answers; there are several only when several were asked for.
    struct choice {
        std::optional<std::int64_t> index{};                          ///< position among the answers
        answer message{};                                             ///< what the model said
        std::optional<open_enum<chat_finish_reason>> finish_reason{}; ///< why it stopped
        std::optional<chat_logprobs> logprobs{};                      ///< how likely the tokens were, when asked for

        static constexpr std::array<std::string_view, 3> tolerated_members{"index", "finish_reason", "logprobs"};
    };

    std::optional<std::string> id{};                 ///< name of this answer
    std::optional<std::string> object{};             ///< `chat.completion`
    std::optional<std::int64_t> created{};           ///< when it was made, in seconds since 1970
    std::optional<std::string> model{};              ///< the model that answered
    std::vector<choice> choices{};                   ///< the answers
    std::optional<chat_usage> usage{};               ///< tokens that it took
    std::optional<std::string> system_fingerprint{}; ///< configuration that the model ran with

    static constexpr std::array<std::string_view, 6> tolerated_members{"id",    "object", "created",
                                                                       "model", "usage",  "system_fingerprint"};
};
BOOST_DESCRIBE_STRUCT(chat_completion::answer, (), (role, content, refusal, reasoning_content, reasoning, tool_calls))
BOOST_DESCRIBE_STRUCT(chat_completion::choice, (), (index, message, finish_reason, logprobs))
BOOST_DESCRIBE_STRUCT(chat_completion, (), (id, object, created, model, choices, usage, system_fingerprint))

} // namespace telnyx::ai
