#pragma once

#include "telnyx/ai/types/chat_message.hpp"
#include "telnyx/ai/types/chat_tool.hpp"
#include "telnyx/fields/open_enum.hpp"
#include "telnyx/fields/optional.hpp"
#include "telnyx/fields/required.hpp"
#include "telnyx/json/describe.hpp"

#include <boost/json/object.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace telnyx::ai {

/// A request to a chat model. There is no member to select streaming: the method you call decides.
struct chat_completion_params {
    /// Whether the model may, must or must not use tools.
    enum class tool_use { none, automatic, required };

    /// The format of the answer.
    struct format {
        enum class kind { text, json_object };

        telnyx::required<open_enum<kind>> type; ///< plain text, or any JSON object
    };

    telnyx::required<std::vector<chat_message>> messages; ///< the conversation so far, oldest message first
    telnyx::optional<std::string> api_key_ref{};  ///< name of the stored secret with an external provider's API key
    telnyx::optional<std::int64_t> best_of{};     ///< number of candidates in beam search
    std::optional<bool> early_stopping{};         ///< whether beam search ends with `best_of` complete candidates
    std::optional<bool> enable_thinking{};        ///< whether reasoning models think before answering; on by default
    telnyx::optional<double> frequency_penalty{}; ///< above 0: discourages repetition of frequent tokens; 0 by default
    telnyx::optional<std::vector<std::string>> guided_choice{}; ///< allowed answers
    telnyx::optional<boost::json::object> guided_json{};        ///< JSON schema of the answer
    telnyx::optional<std::string> guided_regex{};               ///< regular expression that the answer must match
    telnyx::optional<double> length_penalty{};   ///< in beam search, below 1 favours short answers; 1 by default
    std::optional<bool> logprobs{};              ///< whether to report token probabilities
    telnyx::optional<std::int64_t> max_tokens{}; ///< maximum number of tokens to generate
    telnyx::optional<double> min_p{};            ///< minimum probability of a token relative to the likeliest, 0 to 1
    telnyx::optional<std::string> model{};       ///< the model; see `ai.retrieve_models()`
    telnyx::optional<double> n{};                ///< number of answers to generate
    telnyx::optional<double> presence_penalty{}; ///< above 0: discourages tokens used before; 0 by default
    telnyx::optional<format> response_format{};  ///< format of the answer if no schema is needed
    telnyx::optional<double> temperature{};      ///< randomness of the answer; 0.1 by default
    telnyx::optional<open_enum<tool_use>> tool_choice{}; ///< use of the tools
    telnyx::optional<std::vector<chat_tool>> tools{};    ///< tools the model may use
    telnyx::optional<std::int64_t> top_logprobs{};       ///< with `logprobs`: alternatives to report per token, 0 to 20
    telnyx::optional<double> top_p{};      ///< sample from the likeliest tokens with this total probability
    std::optional<bool> use_beam_search{}; ///< whether to explore several continuations at once
};
BOOST_DESCRIBE_STRUCT(chat_completion_params::format, (), (type))
BOOST_DESCRIBE_STRUCT(chat_completion_params, (),
                      (messages, api_key_ref, best_of, early_stopping, enable_thinking, frequency_penalty,
                       guided_choice, guided_json, guided_regex, length_penalty, logprobs, max_tokens, min_p, model, n,
                       presence_penalty, response_format, temperature, tool_choice, tools, top_logprobs, top_p,
                       use_beam_search))

/// JSON strings of the tool uses.
constexpr auto enum_texts(chat_completion_params::tool_use) {
    return std::array<std::string_view, 3>{"none", "auto", "required"};
}

/// JSON strings of the answer formats.
constexpr auto enum_texts(chat_completion_params::format::kind) {
    return std::array<std::string_view, 2>{"text", "json_object"};
}

} // namespace telnyx::ai
