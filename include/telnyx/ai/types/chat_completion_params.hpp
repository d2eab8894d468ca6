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

/// What to ask of a chat model. Whether the answer comes whole or as a stream is not a member: the method that is
/// called decides.
struct chat_completion_params {
    /// Whether the model may, must or must not use tools.
    enum class tool_use { none, automatic, required };

    /// The form of the answer.
    struct format {
        enum class kind { text, json_object };

        telnyx::required<open_enum<kind>> type; ///< plain text, or some JSON object
    };

    telnyx::required<std::vector<chat_message>> messages; ///< the conversation so far, oldest message first
    telnyx::optional<std::string> api_key_ref{};  ///< name of the stored secret with the key of an outside provider
    telnyx::optional<std::int64_t> best_of{};     ///< number of candidates in beam search
    std::optional<bool> early_stopping{};         ///< whether beam search ends with `best_of` whole candidates
    std::optional<bool> enable_thinking{};        ///< whether models that can reason first do so; on unless set
    telnyx::optional<double> frequency_penalty{}; ///< above 0: discourages repetition of frequent tokens; 0 unless set
    telnyx::optional<std::vector<std::string>> guided_choice{}; ///< the answer is one of these
    telnyx::optional<boost::json::object> guided_json{};        ///< the answer follows this JSON schema
    telnyx::optional<std::string> guided_regex{};               ///< the answer matches this regular expression
    telnyx::optional<double> length_penalty{};   ///< in beam search, below 1 favours short answers; 1 unless set
    std::optional<bool> logprobs{};              ///< whether to report how likely each token was
    telnyx::optional<std::int64_t> max_tokens{}; ///< most tokens to generate
    telnyx::optional<double> min_p{};            ///< least likelihood of a token relative to the likeliest, 0 to 1
    telnyx::optional<std::string> model{};       ///< which model answers; see `ai.retrieve_models()`
    telnyx::optional<double> n{};                ///< number of answers to generate
    telnyx::optional<double> presence_penalty{}; ///< above 0: discourages tokens used before; 0 unless set
    telnyx::optional<format> response_format{};  ///< form of the answer where no schema is needed
    telnyx::optional<double> temperature{};      ///< how much chance there is in the answer; 0.1 unless set
    telnyx::optional<open_enum<tool_use>> tool_choice{}; ///< use of the tools
    telnyx::optional<std::vector<chat_tool>> tools{};    ///< what the model may use
    telnyx::optional<std::int64_t> top_logprobs{};       ///< with `logprobs`: alternatives to report per token, 0 to 20
    telnyx::optional<double> top_p{};      ///< tokens are drawn from the likeliest that make up this share
    std::optional<bool> use_beam_search{}; ///< whether to explore several continuations at once
};
BOOST_DESCRIBE_STRUCT(chat_completion_params::format, (), (type))
BOOST_DESCRIBE_STRUCT(chat_completion_params, (),
                      (messages, api_key_ref, best_of, early_stopping, enable_thinking, frequency_penalty,
                       guided_choice, guided_json, guided_regex, length_penalty, logprobs, max_tokens, min_p, model, n,
                       presence_penalty, response_format, temperature, tool_choice, tools, top_logprobs, top_p,
                       use_beam_search))

/// Texts of the tool uses in JSON.
constexpr auto enum_texts(chat_completion_params::tool_use) {
    return std::array<std::string_view, 3>{"none", "auto", "required"};
}

/// Texts of the answer forms in JSON.
constexpr auto enum_texts(chat_completion_params::format::kind) {
    return std::array<std::string_view, 2>{"text", "json_object"};
}

} // namespace telnyx::ai
