#pragma once

#include "telnyx/base/ascii.hpp"
#include "telnyx/testing/impl/answer_composer.hpp"
#include "telnyx/testing/impl/chat_answer.hpp"
#include "telnyx/testing/impl/chat_text.hpp"
#include "telnyx/testing/impl/json_request.hpp"
#include "telnyx/testing/impl/regex_text.hpp"
#include "telnyx/testing/impl/schema_value.hpp"
#include "telnyx/testing/impl/seeded_random.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <cstdio>
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
    return dice;
}

inline std::string lower_case(std::string_view text) {
    std::string lowered(text);
    std::transform(lowered.begin(), lowered.end(), lowered.begin(),
                   [](char c) { return c == '_' ? ' ' : ascii::lower(c); });
    return lowered;
}

/// The functions that the answer calls; empty for a text answer.
inline std::vector<chat_function const*> called_functions(chat_request const& request) {
    std::vector<chat_function const*> called;
    auto const after_a_call = request.messages.back().role == "tool";
    if (request.functions.empty() || after_a_call) return called;
    auto const said = lower_case(request.last_text("user"));
    bool const automatic = request.use_tools == chat_request::tool_choice::automatic;
    for (auto const& function : request.functions) {
        bool const mentioned = said.find(lower_case(function.name)) != std::string::npos;
        bool const wanted = request.forced_function.empty() ? mentioned : function.name == request.forced_function;
        if (wanted) called.push_back(&function);
    }
    if (request.forced_function.empty() && request.use_tools == chat_request::tool_choice::none) called.clear();
    if (called.empty() && !automatic && request.use_tools == chat_request::tool_choice::required)
        called.push_back(&request.functions.front());
    return called;
}

inline chat_tool_call call(chat_function const& function, std::string const& prompt, seeded_random& dice) {
    char id[32];
    std::snprintf(id, sizeof id, "call_%016llx", static_cast<unsigned long long>(dice.next()));
    auto arguments = schema_value(function.parameters, prompt, dice);
    if (!arguments.is_object()) arguments = boost::json::object();
    return {id, function.name, boost::json::serialize(arguments)};
}

/// Name of the function whose result is in the message.
inline std::string called_name(chat_request const& request, chat_message const& result) {
    for (auto const& message : request.messages)
        for (auto const& each : message.tool_calls) {
            boost::system::error_code failure;
            auto const* const id = each.find_pointer("/id", failure);
            auto const* const name = each.find_pointer("/function/name", failure);
            if (id != nullptr && name != nullptr && name->is_string() &&
                *id == boost::json::string(result.tool_call_id))
                return {name->get_string().data(), name->get_string().size()};
        }
    return "The tool";
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
    auto const& last = request.messages.back();
    auto text = answer_text(request.last_text("user"), dice, tokens, history_of(request));
    if (last.role == "tool") text = called_name(request, last) + " says: " + shortened(last.text, 200) + ". " + text;
    return text;
}

inline std::string json_text(chat_request const& request, seeded_random& dice) {
    auto const prompt = request.last_text("user");
    auto const topics = topics_of(prompt);
    boost::json::array listed(topics.begin(), topics.end());
    return boost::json::serialize(
        boost::json::object{{"answer", answer_text(prompt, dice)}, {"topics", std::move(listed)}, {"complete", true}});
}

inline std::string text(chat_request const& request, seeded_random& dice, std::size_t tokens) {
    if (!request.guided_choice.empty()) return dice.pick(request.guided_choice);
    if (request.guided_json)
        return boost::json::serialize(schema_value(*request.guided_json, request.last_text("user"), dice));
    if (request.guided_regex) {
        auto made = regex_text(*request.guided_regex, dice);
        if (!made) refuse_value("/guided_regex", "is not an expression that the sandbox understands");
        return *std::move(made);
    }
    return request.json_object ? json_text(request, dice) : free_text(request, dice, tokens);
}

} // namespace chat_answering

TELNYX_DECL std::size_t chat_answer::token_count() const {
    auto count = tokens.size();
    for (auto const& call : tool_calls)
        count += 2 + tokens_of(call.arguments).size();
    return count;
}

TELNYX_DECL chat_answer make_chat_answer(chat_request const& request, std::size_t choice, std::size_t tokens) {
    auto dice = chat_answering::dice_for(request, choice);
    chat_answer made;
    for (auto const* const function : chat_answering::called_functions(request))
        made.tool_calls.push_back(chat_answering::call(*function, request.last_text("user"), dice));
    made.finish_reason = made.tool_calls.empty() ? "stop" : "tool_calls";
    if (!made.tool_calls.empty()) return made;
    made.tokens = tokens_of(chat_answering::text(request, dice, tokens));
    if (tokens != 0 && made.tokens.size() > tokens) made.tokens.resize(tokens);
    if (request.max_tokens && made.tokens.size() > *request.max_tokens) {
        made.tokens.resize(*request.max_tokens);
        made.finish_reason = "length";
    }
    return made;
}

TELNYX_DECL std::size_t prompt_tokens(chat_request const& request) {
    constexpr std::size_t around_a_message = 4;
    std::size_t count = 0;
    for (auto const& message : request.messages)
        count += around_a_message + tokens_of(message.text).size();
    return count;
}

} // namespace telnyx::testing::detail
