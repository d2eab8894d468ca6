#pragma once

#include "telnyx/ai/types/chat_annotation.hpp"
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

/// A model's response, in the format of OpenAI-compatible servers.
///
/// Purely descriptive members (`id`, `model`, `usage`, `logprobs` and the like) are empty if missing or of an
/// unexpected type. If `content` is a list of parts, it becomes the text of its text parts.
struct chat_completion {
    /// The model's message.
    struct answer {
        std::optional<open_enum<chat_role>> role{};                ///< `assistant`
        std::optional<std::string> content{};                      ///< the text; absent when there are only tool calls
        std::optional<std::string> refusal{};                      ///< why the model refuses to answer
        std::optional<std::string> reasoning_content{};            ///< reasoning before the answer, of reasoning models
        std::optional<std::string> reasoning{};                    ///< the same, under a name used by some servers
        std::optional<std::vector<chat_tool_call>> tool_calls{};   ///< functions the model wants to be called
        std::optional<std::vector<chat_annotation>> annotations{}; ///< sources of the text and the like

        static constexpr std::array text_part_members{std::string_view("content")};
        static constexpr std::array<std::string_view, 4> tolerated_members{"role", "reasoning_content", "reasoning",
                                                                           "annotations"};
    };

    /// One of the choices; there are several only if several were requested.
    struct choice {
        std::optional<std::int64_t> index{};                          ///< position among the choices
        answer message{};                                             ///< the model's message
        std::optional<open_enum<chat_finish_reason>> finish_reason{}; ///< why it stopped
        std::optional<chat_logprobs> logprobs{};                      ///< token probabilities, if requested

        static constexpr std::array<std::string_view, 3> tolerated_members{"index", "finish_reason", "logprobs"};
    };

    std::optional<std::string> id{};                 ///< ID of this response
    std::optional<std::string> object{};             ///< `chat.completion`
    std::optional<std::int64_t> created{};           ///< creation time, in seconds since 1970
    std::optional<std::string> model{};              ///< the model that answered
    std::vector<choice> choices{};                   ///< the choices
    std::optional<chat_usage> usage{};               ///< tokens used
    std::optional<std::string> system_fingerprint{}; ///< configuration that the model ran with
    std::optional<std::string> service_tier{};       ///< service tier that was used

    static constexpr std::array<std::string_view, 7> tolerated_members{
        "id", "object", "created", "model", "usage", "system_fingerprint", "service_tier"};
};
BOOST_DESCRIBE_STRUCT(chat_completion::answer, (),
                      (role, content, refusal, reasoning_content, reasoning, tool_calls, annotations))
BOOST_DESCRIBE_STRUCT(chat_completion::choice, (), (index, message, finish_reason, logprobs))
BOOST_DESCRIBE_STRUCT(chat_completion, (),
                      (id, object, created, model, choices, usage, system_fingerprint, service_tier))

} // namespace telnyx::ai
