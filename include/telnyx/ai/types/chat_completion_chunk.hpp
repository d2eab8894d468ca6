#pragma once

#include "telnyx/ai/types/chat_annotation.hpp"
#include "telnyx/ai/types/chat_finish_reason.hpp"
#include "telnyx/ai/types/chat_logprobs.hpp"
#include "telnyx/ai/types/chat_role.hpp"
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

/// A chunk of a streamed response. `chat_accumulator` merges the chunks.
///
/// Only essential members must be valid: a chunk may have no choices and a choice may have no `delta`. Purely
/// descriptive members (`id`, `model`, `usage` and the like) are empty if they have an unexpected type. If `content` is
/// a list of parts, it becomes the text of its text parts; arguments sent as an object become the JSON text of the
/// object.
struct chat_completion_chunk {
    /// A part of a tool call; deltas with the same index belong together.
    struct tool_call_delta {
        /// A part of the function's name and arguments.
        struct function_delta {
            std::optional<std::string> name{};      ///< name of the function
            std::optional<std::string> arguments{}; ///< next part of the arguments' JSON text

            static constexpr std::array json_text_members{std::string_view("arguments")};
        };

        std::optional<std::int64_t> index{};      ///< index of the call
        std::optional<std::string> id{};          ///< to return with the function's result
        std::optional<std::string> type{};        ///< `function`
        std::optional<function_delta> function{}; ///< function to call

        static constexpr std::array tolerated_members{std::string_view("type")};
    };

    /// New content of a choice.
    struct change {
        std::optional<open_enum<chat_role>> role{};                ///< `assistant`, in the first chunk
        std::optional<std::string> content{};                      ///< next part of the text
        std::optional<std::string> refusal{};                      ///< next part of the refusal
        std::optional<std::string> reasoning_content{};            ///< next part of the reasoning, of reasoning models
        std::optional<std::string> reasoning{};                    ///< the same, under a name used by some servers
        std::optional<std::vector<tool_call_delta>> tool_calls{};  ///< parts of tool calls
        std::optional<std::vector<chat_annotation>> annotations{}; ///< new annotations of the text

        static constexpr std::array text_part_members{std::string_view("content")};
        static constexpr std::array<std::string_view, 4> tolerated_members{"role", "reasoning_content", "reasoning",
                                                                           "annotations"};
    };

    /// An update of one choice.
    struct choice {
        std::optional<std::int64_t> index{};                          ///< index of the choice
        change delta{};                                               ///< new content
        std::optional<open_enum<chat_finish_reason>> finish_reason{}; ///< why the model stopped, in the last chunk
        std::optional<chat_logprobs> logprobs{};                      ///< token probabilities in this chunk

        static constexpr std::array omissible_members{std::string_view("delta")};
        static constexpr std::array tolerated_members{std::string_view("logprobs")};
    };

    std::optional<std::string> id{};                 ///< ID of the response, the same in all chunks
    std::optional<std::string> object{};             ///< `chat.completion.chunk`
    std::optional<std::int64_t> created{};           ///< start of the response, in seconds since 1970
    std::optional<std::string> model{};              ///< the model that answers
    std::vector<choice> choices{};                   ///< updates; empty in a chunk with usage only
    std::optional<chat_usage> usage{};               ///< tokens used by the whole response, in the last chunk
    std::optional<std::string> system_fingerprint{}; ///< configuration that the model runs with
    std::optional<std::string> service_tier{};       ///< service tier that is used

    static constexpr std::array omissible_members{std::string_view("choices")};
    static constexpr std::array<std::string_view, 7> tolerated_members{
        "id", "object", "created", "model", "usage", "system_fingerprint", "service_tier"};
};
BOOST_DESCRIBE_STRUCT(chat_completion_chunk::tool_call_delta::function_delta, (), (name, arguments))
BOOST_DESCRIBE_STRUCT(chat_completion_chunk::tool_call_delta, (), (index, id, type, function))
BOOST_DESCRIBE_STRUCT(chat_completion_chunk::change, (),
                      (role, content, refusal, reasoning_content, reasoning, tool_calls, annotations))
BOOST_DESCRIBE_STRUCT(chat_completion_chunk::choice, (), (index, delta, finish_reason, logprobs))
BOOST_DESCRIBE_STRUCT(chat_completion_chunk, (),
                      (id, object, created, model, choices, usage, system_fingerprint, service_tier))

/// Whether the model stopped with this chunk. Until then, some servers send an empty text or the text `null`.
inline bool ends_choice(chat_completion_chunk::choice const& chunk) {
    auto const reason = chunk.finish_reason ? chunk.finish_reason->text() : std::string_view();
    return !reason.empty() && reason != "null";
}

} // namespace telnyx::ai
