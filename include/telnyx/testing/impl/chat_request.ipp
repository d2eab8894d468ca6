#pragma once

#include "telnyx/testing/impl/chat_request.hpp"
#include "telnyx/testing/impl/json_request.hpp"

#include <boost/json/array.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace telnyx::testing::detail {

namespace chat_reading {

/// One part of a message's content: its text, if it has one.
inline std::string read_part(boost::json::value const& part, std::string const& pointer) {
    check_kind(part, json_kind::object, pointer);
    auto const& object = part.get_object();
    auto const type = text_of(required_member(object, "type", json_kind::string, pointer));
    if (type == "text") return text_of(required_member(object, "text", json_kind::string, pointer));
    if (type != "image_url") refuse_value(pointer + "/type", "must be text or image_url");
    if (!object.contains("image_url")) refuse_missing(pointer + "/image_url");
    return {};
}

inline std::string read_content(boost::json::object const& message, bool optional, std::string const& parent) {
    auto const pointer = parent + "/content";
    auto const* const content = message.if_contains("content");
    if (content == nullptr && !optional) refuse_missing(pointer);
    if (content == nullptr || (content->is_null() && optional)) return {};
    if (content->is_string()) return text_of(*content);
    if (!content->is_array()) refuse_value(pointer, "must be a string or a list");
    std::string text;
    auto const& parts = content->get_array();
    for (std::size_t i = 0; i < parts.size(); ++i)
        text += read_part(parts[i], pointer + "/" + std::to_string(i));
    return text;
}

inline chat_message read_message(boost::json::value const& value, std::string const& pointer) {
    static constexpr std::array<std::string_view, 4> roles{"system", "user", "assistant", "tool"};
    check_kind(value, json_kind::object, pointer);
    auto const& object = value.get_object();
    chat_message message;
    message.role = text_of(required_member(object, "role", json_kind::string, pointer));
    if (std::find(roles.begin(), roles.end(), message.role) == roles.end())
        refuse_value(pointer + "/role", "must be system, user, assistant or tool");
    if (auto const* const calls = optional_member(object, "tool_calls", json_kind::array, pointer))
        message.tool_calls = calls->get_array();
    if (auto const* const id = optional_member(object, "tool_call_id", json_kind::string, pointer))
        message.tool_call_id = text_of(*id);
    message.text = read_content(object, !message.tool_calls.empty(), pointer);
    return message;
}

inline void read_messages(boost::json::object const& body, chat_request& to) {
    auto const& messages = required_member(body, "messages", json_kind::array).get_array();
    if (messages.empty()) refuse_value("/messages", "must not be empty");
    for (std::size_t i = 0; i < messages.size(); ++i)
        to.messages.push_back(read_message(messages[i], "/messages/" + std::to_string(i)));
}

inline void read_tools(boost::json::object const& body, chat_request& to) {
    auto const* const tools = optional_member(body, "tools", json_kind::array);
    if (tools == nullptr) return;
    for (std::size_t i = 0; i < tools->get_array().size(); ++i) {
        auto const pointer = "/tools/" + std::to_string(i);
        auto const& tool = tools->get_array()[i];
        check_kind(tool, json_kind::object, pointer);
        auto const type = text_of(required_member(tool.get_object(), "type", json_kind::string, pointer));
        if (type == "retrieval") {
            required_member(tool.get_object(), "retrieval", json_kind::object, pointer);
            continue;
        }
        if (type != "function") refuse_value(pointer + "/type", "must be function or retrieval");
        auto const& function = required_member(tool.get_object(), "function", json_kind::object, pointer).get_object();
        chat_function offered;
        offered.name = text_of(required_member(function, "name", json_kind::string, pointer + "/function"));
        if (auto const* const schema =
                optional_member(function, "parameters", json_kind::object, pointer + "/function"))
            offered.parameters = schema->get_object();
        to.functions.push_back(std::move(offered));
    }
}

inline void read_tool_choice(boost::json::object const& body, chat_request& to) {
    auto const* const choice = body.if_contains("tool_choice");
    if (choice == nullptr || choice->is_null()) return;
    if (choice->is_object()) {
        auto const& function =
            required_member(choice->get_object(), "function", json_kind::object, "/tool_choice").get_object();
        to.forced_function = text_of(required_member(function, "name", json_kind::string, "/tool_choice/function"));
        auto const is_it = [&](chat_function const& offered) { return offered.name == to.forced_function; };
        if (std::none_of(to.functions.begin(), to.functions.end(), is_it))
            refuse_value("/tool_choice/function/name", "must be a function among the tools");
        return;
    }
    check_kind(*choice, json_kind::string, "/tool_choice");
    auto const text = text_of(*choice);
    if (text != "none" && text != "auto" && text != "required")
        refuse_value("/tool_choice", "must be none, auto or required");
    to.use_tools = text == "none"   ? chat_request::tool_choice::none
                   : text == "auto" ? chat_request::tool_choice::automatic
                                    : chat_request::tool_choice::required;
}

inline void read_response_format(boost::json::object const& body, chat_request& to) {
    auto const* const format = optional_member(body, "response_format", json_kind::object);
    if (format == nullptr) return;
    auto const type = text_of(required_member(format->get_object(), "type", json_kind::string, "/response_format"));
    if (type != "text" && type != "json_object") refuse_value("/response_format/type", "must be text or json_object");
    to.json_object = type == "json_object";
}

inline void read_guides(boost::json::object const& body, chat_request& to) {
    if (auto const* const choices = optional_member(body, "guided_choice", json_kind::array)) {
        if (choices->get_array().empty()) refuse_value("/guided_choice", "must not be empty");
        for (std::size_t i = 0; i < choices->get_array().size(); ++i) {
            auto const& choice = choices->get_array()[i];
            check_kind(choice, json_kind::string, "/guided_choice/" + std::to_string(i));
            to.guided_choice.push_back(text_of(choice));
        }
    }
    if (auto const* const schema = optional_member(body, "guided_json", json_kind::object))
        to.guided_json = schema->get_object();
    if (auto const* const pattern = optional_member(body, "guided_regex", json_kind::string))
        to.guided_regex = text_of(*pattern);
}

/// An integer from `least` to `most`, if it is present.
inline std::optional<std::size_t> read_count(boost::json::object const& body, std::string_view name, std::size_t least,
                                             std::size_t most) {
    auto const* const value = optional_member(body, name, json_kind::integer);
    if (value == nullptr) return std::nullopt;
    boost::system::error_code failure;
    auto const count = value->to_number<std::size_t>(failure);
    if (failure || count < least || count > most)
        refuse_value(std::string("/").append(name),
                     "must be from " + std::to_string(least) + " to " + std::to_string(most));
    return count;
}

inline bool read_flag(boost::json::object const& object, std::string_view name, std::string const& parent = {}) {
    auto const* const flag = optional_member(object, name, json_kind::boolean, parent);
    return flag != nullptr && flag->get_bool();
}

/// Checks the parameters that the sandbox does not use.
inline void check_others(boost::json::object const& body) {
    for (auto const* const name :
         {"frequency_penalty", "length_penalty", "min_p", "presence_penalty", "temperature", "top_p"})
        optional_member(body, name, json_kind::number);
    for (auto const* const name : {"early_stopping", "enable_thinking", "use_beam_search"})
        optional_member(body, name, json_kind::boolean);
    optional_member(body, "api_key_ref", json_kind::string);
    optional_member(body, "best_of", json_kind::integer);
}

} // namespace chat_reading

TELNYX_DECL chat_request chat_request::read(recorded_request const& request) {
    using namespace chat_reading;
    auto const body = json_body(request);
    chat_request made;
    read_messages(body, made);
    auto const* const model = optional_member(body, "model", json_kind::string);
    made.model = model == nullptr ? "meta-llama/Meta-Llama-3.1-8B-Instruct" : text_of(*model);
    made.stream = read_flag(body, "stream");
    if (auto const* const options = optional_member(body, "stream_options", json_kind::object))
        made.include_usage = read_flag(options->get_object(), "include_usage", "/stream_options");
    made.choices = read_count(body, "n", 1, 128).value_or(1);
    made.max_tokens = read_count(body, "max_tokens", 1, 1'000'000);
    auto const alternatives = read_count(body, "top_logprobs", 0, 20).value_or(0);
    if (read_flag(body, "logprobs")) made.top_logprobs = alternatives;
    read_response_format(body, made);
    read_tools(body, made);
    read_tool_choice(body, made);
    read_guides(body, made);
    check_others(body);
    return made;
}

TELNYX_DECL std::string chat_request::last_text(std::string_view role) const {
    auto const found = std::find_if(messages.rbegin(), messages.rend(),
                                    [&](chat_message const& message) { return message.role == role; });
    return found == messages.rend() ? std::string() : found->text;
}

} // namespace telnyx::testing::detail
