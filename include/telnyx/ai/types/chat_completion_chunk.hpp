#pragma once

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

/// A piece of a streamed answer. `chat_accumulator` puts the pieces together.
///
/// Only what carries meaning has to be right: a piece may have no choices, a choice no `delta`, and what only describes
/// the answer (`id`, `model`, `usage` and the like) is left empty where it has another type than expected. `content`
/// that comes as a list of parts is the text of its text parts; arguments that come as an object are the text of the
/// object.
struct chat_completion_chunk {
    /// A piece of a tool call; the pieces with the same index belong together.
    struct tool_call_delta {
        /// A piece of the function's name and arguments.
        struct function_delta {
            std::optional<std::string> name{};      ///< name of the function
            std::optional<std::string> arguments{}; ///< next piece of the arguments' JSON text

            static constexpr std::array json_text_members{std::string_view("arguments")};
        };

        std::optional<std::int64_t> index{};      ///< which call this is a piece of
        std::optional<std::string> id{};          ///< to be given back with the function's result
        std::optional<std::string> type{};        ///< `function`
        std::optional<function_delta> function{}; ///< what to call

        static constexpr std::array tolerated_members{std::string_view("type")};
    };

    /// What is new in an answer.
    struct change {
        std::optional<open_enum<chat_role>> role{};               ///< `assistant`, in the first piece
        std::optional<std::string> content{};                     ///< next piece of the text
        std::optional<std::string> refusal{};                     ///< next piece of the refusal
        std::optional<std::string> reasoning_content{};           ///< next piece of a reasoning model's thoughts
        std::optional<std::string> reasoning{};                   ///< the same, under the name that some servers use
        std::optional<std::vector<tool_call_delta>> tool_calls{}; ///< pieces of tool calls

        static constexpr std::array text_part_members{std::string_view("content")};
        static constexpr std::array<std::string_view, 3> tolerated_members{"role", "reasoning_content", "reasoning"};
    };

    /// News of one of the answers.
    struct choice {
        std::optional<std::int64_t> index{};                          ///< which answer
        change delta{};                                               ///< what is new
        std::optional<open_enum<chat_finish_reason>> finish_reason{}; ///< why the model stopped, in the last piece
        std::optional<chat_logprobs> logprobs{};                      ///< of the tokens in this piece

        static constexpr std::array omissible_members{std::string_view("delta")};
        static constexpr std::array tolerated_members{std::string_view("logprobs")};
    };

    std::optional<std::string> id{};                 ///< name of the answer, the same in all pieces
    std::optional<std::string> object{};             ///< `chat.completion.chunk`
    std::optional<std::int64_t> created{};           ///< when the answer was begun, in seconds since 1970
    std::optional<std::string> model{};              ///< the model that answers
    std::vector<choice> choices{};                   ///< news; empty in a piece that only has the usage
    std::optional<chat_usage> usage{};               ///< tokens of the whole answer, in the last piece
    std::optional<std::string> system_fingerprint{}; ///< configuration that the model runs with

    static constexpr std::array omissible_members{std::string_view("choices")};
    static constexpr std::array<std::string_view, 6> tolerated_members{"id",    "object", "created",
                                                                       "model", "usage",  "system_fingerprint"};
};
BOOST_DESCRIBE_STRUCT(chat_completion_chunk::tool_call_delta::function_delta, (), (name, arguments))
BOOST_DESCRIBE_STRUCT(chat_completion_chunk::tool_call_delta, (), (index, id, type, function))
BOOST_DESCRIBE_STRUCT(chat_completion_chunk::change, (),
                      (role, content, refusal, reasoning_content, reasoning, tool_calls))
BOOST_DESCRIBE_STRUCT(chat_completion_chunk::choice, (), (index, delta, finish_reason, logprobs))
BOOST_DESCRIBE_STRUCT(chat_completion_chunk, (), (id, object, created, model, choices, usage, system_fingerprint))

/// Whether the model has stopped with this piece. Some servers send an empty text, or the text `null`, until then.
inline bool ends_choice(chat_completion_chunk::choice const& piece) {
    auto const reason = piece.finish_reason ? piece.finish_reason->text() : std::string_view();
    return !reason.empty() && reason != "null";
}

} // namespace telnyx::ai
