#pragma once

#include "telnyx/base/ascii.hpp"
#include "telnyx/testing/impl/chat_calls.hpp"
#include "telnyx/testing/impl/chat_text.hpp"
#include "telnyx/testing/impl/json_request.hpp"
#include "telnyx/testing/impl/json_text.hpp"
#include "telnyx/testing/impl/prompt_names.hpp"
#include "telnyx/testing/impl/schema_members.hpp"
#include "telnyx/testing/impl/schema_scalar.hpp"
#include "telnyx/testing/impl/schema_value.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/system/error_code.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdio>
#include <string_view>
#include <utility>

namespace telnyx::testing::detail {

namespace chat_calling {

/// A call before its arguments are written.
struct planned_call {
    chat_function const* function;
    std::vector<std::string> names; // those in the conversation for its arguments
};

/// Words in lower case, without a plural's ending: `getOrders_by-name` has get, order, by, name.
inline std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words(1);
    for (std::size_t i = 0; i < text.size(); ++i) {
        bool const capital = text[i] >= 'A' && text[i] <= 'Z';
        bool const after_small = i > 0 && text[i - 1] >= 'a' && text[i - 1] <= 'z';
        bool const letter = ascii::lower(text[i]) != '_' && is_word_character(text[i]);
        if ((!letter || (capital && after_small)) && !words.back().empty()) words.emplace_back();
        if (letter) words.back() += ascii::lower(text[i]);
    }
    for (auto& word : words)
        if (word.size() > 3 && word.back() == 's') word.pop_back();
    std::erase(words, "");
    return words;
}

/// Whether a word of a function's name or description does not say what the function is for.
inline bool is_general(std::string const& word) {
    static constexpr std::array<std::string_view, 32> words{
        "get",  "set",    "current",  "find",  "fetch",  "look",    "lookup", "read",   "send",     "create", "make",
        "call", "tool",   "function", "given", "return", "compute", "update", "delete", "retrieve", "the",    "and",
        "for",  "number", "name",     "value", "list",   "thi",     "like",   "new",    "data",     "info"};
    return word.size() < 3 || std::find(words.begin(), words.end(), word) != words.end() ||
           (word.size() > 3 && says_nothing(word));
}

inline std::size_t words_in_common(std::string_view description, std::vector<std::string> const& said,
                                   bool general_ones_too) {
    auto const words = words_of(description);
    return static_cast<std::size_t>(std::count_if(words.begin(), words.end(), [&](std::string const& word) {
        return (general_ones_too || !is_general(word)) && std::find(said.begin(), said.end(), word) != said.end();
    }));
}

inline bool is_named(chat_function const& function, std::string_view said, std::vector<std::string> const& words) {
    if (says_word(said, function.name)) return true;
    auto const own = words_of(function.name);
    bool const only_general = std::all_of(own.begin(), own.end(), is_general);
    return words_in_common(function.name, words, only_general) > 0;
}

/// The functions that fit to the user's last message.
inline std::vector<chat_function const*> fitting(chat_request const& request) {
    auto const said = request.last_text("user");
    auto const words = words_of(said);
    std::vector<chat_function const*> chosen;
    for (auto const& each : request.functions)
        if (is_named(each, said, words)) chosen.push_back(&each);
    if (!chosen.empty()) return chosen;
    std::size_t most = 1;
    for (auto const& each : request.functions) {
        auto const count = words_in_common(each.description, words, false);
        if (count < most) continue;
        if (count > most) chosen.clear();
        most = count;
        chosen.push_back(&each);
    }
    return chosen;
}

/// Number of arguments that take a name, such as a city: the required ones, or else all.
inline std::size_t arguments_with_names(boost::json::object const& schema) {
    std::size_t required = 0, optional = 0;
    if (auto const* const properties = schema_object(schema, "properties"))
        for (auto const& [name, each] : *properties) {
            if (!each.is_object() || !schema_takes_name(each.get_object(), name)) continue;
            bool const needed = schema_lists(schema, "required", name) && !schema_allows_null(each.get_object());
            ++(needed ? required : optional);
        }
    return required > 0 ? required : optional;
}

/// The names in the user's last message, or else in the newest one that has some.
inline prompt_names names_for(chat_function const& function, chat_request const& request) {
    for (auto message = request.messages.rbegin(); message != request.messages.rend(); ++message) {
        if (message->role != "user") continue;
        auto names = names_for_schema(function.parameters, message->text);
        if (!names.all.empty()) return names;
    }
    return {};
}

inline void plan(chat_function const& function, chat_request const& request, std::vector<planned_call>& calls) {
    constexpr std::size_t most = 8;
    auto names = names_for(function, request);
    if (names.listed.size() < 2 || arguments_with_names(function.parameters) != 1) {
        calls.push_back({&function, std::move(names.all)});
        return;
    }
    for (std::size_t i = 0; i < names.listed.size() && i < most; ++i)
        calls.push_back({&function, {names.listed[i]}});
}

inline std::vector<planned_call> planned(chat_request const& request) {
    std::vector<planned_call> calls;
    for (auto const& each : request.functions)
        if (each.name == request.forced_function) plan(each, request, calls);
    if (!calls.empty()) return calls;
    for (auto const* const each : fitting(request))
        plan(*each, request, calls);
    if (calls.empty() && request.use_tools == chat_request::tool_choice::required && !request.functions.empty())
        plan(request.functions.front(), request, calls);
    return calls;
}

/// Number of calls since the user's last message.
inline std::size_t calls_made(chat_request const& request) {
    std::size_t count = 0;
    for (auto i = request.after_user(); i < request.messages.size(); ++i)
        count += request.messages[i].tool_calls.size();
    return count;
}

inline chat_tool_call call(planned_call planned, chat_request const& request, seeded_random& dice) {
    char id[32];
    std::snprintf(id, sizeof id, "call_%016llx", static_cast<unsigned long long>(dice.next()));
    auto const said = request.last_text("user");
    value_source source(said, std::move(planned.names));
    auto arguments = schema_value(planned.function->parameters, source, dice);
    if (!arguments.is_object()) arguments = boost::json::object();
    return {id, planned.function->name, json_text(arguments)};
}

/// The call with this ID in an assistant's message; null if there is none.
inline boost::json::object const* call_with(std::string const& id, chat_message const& message) {
    for (auto const& each : message.tool_calls)
        if (id.empty() || text_member(each.get_object(), "id") == id) return &each.get_object();
    return nullptr;
}

/// A value in words: `{"sky":"clear","degrees":7}` is "sky clear, degrees 7".
inline std::string in_words(boost::json::value const& value, int depth = 0) {
    if (value.is_string()) return text_of(value);
    if (!value.is_structured()) return json_text(value);
    std::string words;
    auto const add = [&](std::string const& each) { words.append(words.empty() ? "" : ", ").append(each); };
    if (depth > 3) return "...";
    if (value.is_array())
        for (auto const& each : value.get_array())
            add(in_words(each, depth + 1));
    else
        for (auto const& [name, each] : value.get_object()) {
            std::string label(name);
            std::replace(label.begin(), label.end(), '_', ' ');
            add(label + " " + in_words(each, depth + 1));
        }
    return depth > 0 && words.find(',') != std::string::npos ? "(" + words + ")" : words;
}

/// The result without members that repeat an argument.
inline boost::json::value without_arguments(boost::json::value result, boost::json::object const& arguments) {
    auto* const members = result.if_object();
    if (members == nullptr) return result;
    boost::json::object rest;
    for (auto const& [name, each] : *members) {
        auto const* const argument = arguments.if_contains(name);
        if (argument == nullptr || *argument != each) rest.emplace(name, each);
    }
    return rest.empty() ? result : boost::json::value(std::move(rest));
}

inline std::string result_text(chat_message const& result, boost::json::object const& call) {
    constexpr std::size_t longest = 200;
    boost::system::error_code failure;
    auto const& function = call.at("function").get_object();
    auto const parsed_arguments = boost::json::parse(text_member(function, "arguments"), failure);
    auto const arguments =
        !failure && parsed_arguments.is_object() ? parsed_arguments.get_object() : boost::json::object();
    auto const name = text_member(function, "name");

    std::string subject;
    for (auto const& [unused, each] : arguments)
        if (each.is_string() && each.get_string().size() < 40 && subject.empty()) subject = text_of(each);
    auto const beginning = subject.empty() ? name : "For " + subject + ", " + name;

    auto const parsed = boost::json::parse(result.text, failure);
    if (failure) return beginning + " says: " + shortened(result.text, longest) + ".";
    auto const* const error = parsed.is_object() ? parsed.get_object().if_contains("error") : nullptr;
    if (error != nullptr && !error->is_null())
        return beginning + " failed: " + shortened(in_words(*error), longest) + ".";
    return beginning + " says: " + shortened(in_words(without_arguments(parsed, arguments)), longest) + ".";
}

} // namespace chat_calling

TELNYX_DECL std::vector<chat_tool_call> chat_calls(chat_request const& request, seeded_random& dice) {
    bool const always = !request.forced_function.empty() || request.use_tools == chat_request::tool_choice::required;
    if (request.forced_function.empty() && request.use_tools == chat_request::tool_choice::none) return {};
    auto calls = chat_calling::planned(request);
    auto made = chat_calling::calls_made(request);
    if (calls.empty() || (!always && made > 0 && request.parallel_calls) || (!always && made >= calls.size()))
        return {};
    if (!request.parallel_calls) calls = {calls[made % calls.size()]};
    std::vector<chat_tool_call> written;
    written.reserve(calls.size());
    for (auto& each : calls)
        written.push_back(chat_calling::call(std::move(each), request, dice));
    return written;
}

TELNYX_DECL std::string tool_results_text(chat_request const& request) {
    auto const& messages = request.messages;
    auto first = messages.size();
    while (first > 0 && messages[first - 1].role == "tool")
        --first;
    std::string text;
    for (auto i = first; i < messages.size(); ++i)
        if (auto const* const call = chat_calling::call_with(messages[i].tool_call_id, messages[first - 1]))
            text.append(text.empty() ? "" : " ").append(chat_calling::result_text(messages[i], *call));
    return text;
}

} // namespace telnyx::testing::detail
