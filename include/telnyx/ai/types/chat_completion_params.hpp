#pragma once

#include "telnyx/ai/types/chat_content_part.hpp"
#include "telnyx/ai/types/chat_function_choice.hpp"
#include "telnyx/ai/types/chat_message.hpp"
#include "telnyx/ai/types/chat_response_format.hpp"
#include "telnyx/ai/types/chat_tool.hpp"
#include "telnyx/fields/constant.hpp"
#include "telnyx/fields/open_enum.hpp"
#include "telnyx/fields/optional.hpp"
#include "telnyx/fields/required.hpp"
#include "telnyx/json/describe.hpp"

#include <boost/json/object.hpp>

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace telnyx::ai {

/// A request to a chat model, with the parameters of Telnyx's documents and of OpenAI-compatible servers. Which of them
/// a model accepts depends on the model. There is no member to select streaming: the method you call decides.
struct chat_completion_params {
    /// How much a model reasons before it answers.
    enum class effort { none, minimal, low, medium, high, xhigh, max };

    /// Regions that can serve a request.
    enum class serving_region { usa, eu, aus, uae };

    /// Whether another region may serve the request instead.
    enum class region_mode { preferred, strict };

    /// Whether the model may, must or must not use tools.
    enum class tool_use { none, automatic, required };

    /// Length of answers.
    enum class wordiness { low, medium, high };

    /// A text that much of the answer is expected to repeat.
    struct expected_text {
        constant<"content"> type{};                                                          ///< always the same
        telnyx::required<std::variant<std::string, std::vector<chat_content_part>>> content; ///< text or parts
    };

    /// Options of a streamed answer.
    struct stream_settings {
        std::optional<bool> include_usage{}; ///< whether the last chunk reports the token usage
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
    telnyx::optional<double> length_penalty{}; ///< in beam search, below 1 favours short answers; 1 by default
    telnyx::optional<std::map<std::string, double>> logit_bias{}; ///< for token IDs: -100 (never) to 100 (always)
    std::optional<bool> logprobs{};                               ///< whether to report token probabilities
    telnyx::optional<std::int64_t>
        max_completion_tokens{};                 ///< maximum number of tokens to generate, reasoning included
    telnyx::optional<std::int64_t> max_tokens{}; ///< maximum number of tokens to generate
    telnyx::optional<std::map<std::string, std::string>>
        metadata{};                   ///< the caller's own notes, stored with the response
    telnyx::optional<double> min_p{}; ///< minimum probability of a token relative to the likeliest, 0 to 1
    telnyx::optional<open_enum<region_mode>> mode{};  ///< how strictly to apply `region`; `preferred` by default
    telnyx::optional<std::string> model{};            ///< the model; see `ai.openai.list_models()`
    telnyx::optional<double> n{};                     ///< number of answers to generate
    std::optional<bool> parallel_tool_calls{};        ///< whether one answer may contain several tool calls
    telnyx::optional<expected_text> prediction{};     ///< what the answer will probably say, to speed it up
    telnyx::optional<double> presence_penalty{};      ///< above 0: discourages tokens used before; 0 by default
    telnyx::optional<std::string> prompt_cache_key{}; ///< groups requests that begin alike, for the server's cache
    telnyx::optional<open_enum<effort>> reasoning_effort{};   ///< how much a reasoning model thinks
    telnyx::optional<open_enum<serving_region>> region{};     ///< where a model hosted by Telnyx should run
    telnyx::optional<chat_response_format> response_format{}; ///< format of the answer
    telnyx::optional<std::string> safety_identifier{}; ///< stable, anonymous ID of the end user, to detect misuse
    telnyx::optional<std::int64_t> seed{};             ///< the same seed makes the same answer likely
    telnyx::optional<std::string> service_tier{}; ///< such as `default`, `priority` or `flex`; depends on the model
    telnyx::optional<std::variant<std::string, std::vector<std::string>>> stop{}; ///< up to 4 texts that end the answer
    std::optional<bool> store{};                        ///< whether the provider may keep the response
    telnyx::optional<stream_settings> stream_options{}; ///< sent only by `stream_completion()`
    telnyx::optional<double> temperature{};             ///< randomness of the answer; 0.1 by default
    telnyx::optional<std::variant<open_enum<tool_use>, chat_function_choice, boost::json::object>>
        tool_choice{};                                ///< use of the tools, one function to call, or another form
    telnyx::optional<std::vector<chat_tool>> tools{}; ///< tools the model may use
    telnyx::optional<std::int64_t> top_logprobs{};    ///< with `logprobs`: alternatives to report per token, 0 to 20
    telnyx::optional<double> top_p{};                 ///< sample from the likeliest tokens with this total probability
    std::optional<bool> use_beam_search{};            ///< whether to explore several continuations at once
    telnyx::optional<std::string> user{};             ///< the caller's identifier for the end user
    telnyx::optional<open_enum<wordiness>> verbosity{}; ///< length of the answer
};
BOOST_DESCRIBE_STRUCT(chat_completion_params::expected_text, (), (type, content))
BOOST_DESCRIBE_STRUCT(chat_completion_params::stream_settings, (), (include_usage))
BOOST_DESCRIBE_STRUCT(chat_completion_params, (),
                      (messages, api_key_ref, best_of, early_stopping, enable_thinking, frequency_penalty,
                       guided_choice, guided_json, guided_regex, length_penalty, logit_bias, logprobs,
                       max_completion_tokens, max_tokens, metadata, min_p, mode, model, n, parallel_tool_calls,
                       prediction, presence_penalty, prompt_cache_key, reasoning_effort, region, response_format,
                       safety_identifier, seed, service_tier, stop, store, stream_options, temperature, tool_choice,
                       tools, top_logprobs, top_p, use_beam_search, user, verbosity))

/// JSON strings of the efforts.
constexpr auto enum_texts(chat_completion_params::effort) {
    return std::array<std::string_view, 7>{"none", "minimal", "low", "medium", "high", "xhigh", "max"};
}

/// JSON strings of the regions.
constexpr auto enum_texts(chat_completion_params::serving_region) {
    return std::array<std::string_view, 4>{"USA", "EU", "AUS", "UAE"};
}

/// JSON strings of the region modes.
constexpr auto enum_texts(chat_completion_params::region_mode) {
    return std::array<std::string_view, 2>{"preferred", "strict"};
}

/// JSON strings of the tool uses.
constexpr auto enum_texts(chat_completion_params::tool_use) {
    return std::array<std::string_view, 3>{"none", "auto", "required"};
}

/// JSON strings of the lengths.
constexpr auto enum_texts(chat_completion_params::wordiness) {
    return std::array<std::string_view, 3>{"low", "medium", "high"};
}

} // namespace telnyx::ai
