#pragma once

#include "telnyx/testing/impl/answer_composer.hpp"
#include "telnyx/testing/impl/chat_answer.hpp"
#include "telnyx/testing/impl/chat_reasoning.hpp"
#include "telnyx/testing/impl/chat_text.hpp"
#include "telnyx/testing/impl/json_request.hpp"
#include "telnyx/testing/impl/json_text.hpp"
#include "telnyx/testing/impl/regex_text.hpp"
#include "telnyx/testing/impl/schema_value.hpp"
#include "telnyx/testing/impl/seeded_random.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace telnyx::testing::detail {

namespace chat_answering {

inline seeded_random dice_for(chat_request const& request, std::size_t choice) {
    seeded_random dice(0xcbf29ce484222325);
    dice.mix(request.model);
    for (auto const& message : request.messages) {
        dice.mix(message.role);
        dice.mix(message.text);
    }
    dice.mix(std::to_string(choice));
    if (!request.seed.empty()) dice.mix("seed " + request.seed);
    return dice;
}

/// The messages before the last question.
inline chat_history history_of(chat_request const& request) {
    chat_history before;
    for (auto const& message : request.messages) {
        if (message.role == "user") before.questions.push_back(message.text);
        if (message.role == "assistant") before.answers += message.text + "\n";
    }
    if (!before.questions.empty()) before.questions.pop_back();
    return before;
}

inline std::string free_text(chat_request const& request, seeded_random& dice, std::size_t tokens) {
    static constexpr std::array<std::string_view, 4> endings{"That is all that I could find out.",
                                                             "Is there anything else that you would like to know?",
                                                             "I hope that helps.", "Ask on if you need more."};
    auto const results = tool_results_text(request);
    if (results.empty()) return answer_text(request.last_text("user"), dice, tokens, history_of(request));
    auto const ending = " " + std::string(dice.pick(endings));
    if (tokens == 0) return results + ending;
    return results + " " + answer_text(request.last_text("user"), dice, tokens, history_of(request));
}

/// What JSON answers are filled in from: the user's last message, and the results of tools after it.
inline std::string source_text(chat_request const& request) {
    auto text = request.last_text("user");
    for (auto i = request.after_user(); i < request.messages.size(); ++i)
        if (request.messages[i].role == "tool") text += "\n" + request.messages[i].text;
    return text;
}

inline std::string any_json(chat_request const& request, seeded_random& dice) {
    auto const prompt = request.last_text("user");
    auto const topics = topics_of(prompt);
    boost::json::array listed(topics.begin(), topics.end());
    return boost::json::serialize(
        boost::json::object{{"answer", answer_text(prompt, dice)}, {"topics", std::move(listed)}, {"complete", true}});
}

/// A text in the format that the request demands; `std::nullopt` if it demands none.
inline std::optional<std::string> formatted(chat_request const& request, seeded_random& dice) {
    if (!request.guided_choice.empty()) return dice.pick(request.guided_choice);
    if (request.schema) return json_text(schema_value(*request.schema, source_text(request), dice));
    if (request.guided_regex) {
        auto made = regex_text(*request.guided_regex, dice);
        if (!made) refuse_value("/guided_regex", "is not an expression that the sandbox understands");
        return made;
    }
    return request.json_object ? std::optional(any_json(request, dice)) : std::nullopt;
}

/// Ends the text before the first stop sequence.
inline std::string until_stop(std::string text, std::vector<std::string> const& stop) {
    auto end = text.size();
    for (auto const& sequence : stop)
        end = std::min(end, text.find(sequence));
    text.resize(end);
    return text;
}

inline std::vector<std::string> text_tokens(chat_request const& request, seeded_random& dice, std::size_t count) {
    if (auto text = formatted(request, dice)) return tokens_of(until_stop(*std::move(text), request.stop));
    auto tokens = tokens_of(free_text(request, dice, count));
    if (count != 0 && tokens.size() > count) tokens.resize(count);
    if (request.stop.empty()) return tokens;
    std::string text;
    for (auto const& token : tokens)
        text += token;
    return tokens_of(until_stop(std::move(text), request.stop));
}

/// Ends the answer where the request's limit is reached.
inline void limit(chat_answer& answer, std::size_t most) {
    if (answer.reasoning.size() + answer.tokens.size() <= most) return;
    answer.reasoning.resize(std::min(answer.reasoning.size(), most));
    answer.tokens.resize(std::min(answer.tokens.size(), most - answer.reasoning.size()));
    answer.finish_reason = "length";
}

/// Number of tokens in the first `count` messages.
inline std::size_t tokens_in(chat_request const& request, std::size_t count) {
    constexpr std::size_t around_a_message = 4;
    std::size_t tokens = 0;
    for (std::size_t i = 0; i < count; ++i)
        tokens += around_a_message + tokens_of(request.messages[i].text).size();
    return tokens;
}

} // namespace chat_answering

TELNYX_DECL std::size_t chat_answer::token_count() const {
    auto count = reasoning.size() + tokens.size();
    for (auto const& call : tool_calls)
        count += 2 + tokens_of(call.arguments).size();
    return count;
}

TELNYX_DECL chat_answer make_chat_answer(chat_request const& request, std::size_t choice, std::size_t tokens) {
    auto dice = chat_answering::dice_for(request, choice);
    chat_answer made;
    made.refuses = request.refusal.has_value();
    if (!made.refuses) made.tool_calls = chat_calls(request, dice);
    made.reasoning = tokens_of(chat_reasoning(request, made.tool_calls));
    made.finish_reason = made.tool_calls.empty() ? "stop" : "tool_calls";
    if (!made.tool_calls.empty()) return made;
    made.tokens = made.refuses ? tokens_of(*request.refusal) : chat_answering::text_tokens(request, dice, tokens);
    if (request.max_tokens) chat_answering::limit(made, *request.max_tokens);
    return made;
}

TELNYX_DECL std::size_t prompt_tokens(chat_request const& request) {
    return chat_answering::tokens_in(request, request.messages.size());
}

TELNYX_DECL std::size_t cached_tokens(chat_request const& request) {
    constexpr std::size_t block = 16;
    auto count = request.messages.size();
    while (count > 0 && request.messages[count - 1].role != "assistant")
        --count;
    return chat_answering::tokens_in(request, count) / block * block;
}

} // namespace telnyx::testing::detail
