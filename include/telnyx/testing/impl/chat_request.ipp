#pragma once

#include "telnyx/base/ascii.hpp"
#include "telnyx/testing/impl/api_error.hpp"
#include "telnyx/testing/impl/chat_directives.hpp"
#include "telnyx/testing/impl/chat_request.hpp"
#include "telnyx/testing/impl/json_request.hpp"
#include "telnyx/testing/impl/schema_check.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <boost/system/error_code.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace telnyx::testing::detail {

namespace chat_reading {

inline bool read_flag(boost::json::object const& object, std::string_view name, std::string const& parent = {},
                      bool otherwise = false) {
    auto const* const flag = optional_member(object, name, json_kind::boolean, parent);
    return flag == nullptr ? otherwise : flag->get_bool();
}

/// Refuses a name of a function or a format that has other characters than the API permits, or too many.
inline void check_name(std::string_view name, std::string const& pointer) {
    bool const permitted = std::all_of(name.begin(), name.end(), [](char c) {
        return (ascii::lower(c) >= 'a' && ascii::lower(c) <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    });
    if (!permitted || name.empty() || name.size() > 64)
        refuse_value(pointer, "must consist of 1 to 64 letters, digits, underscores and hyphens");
}

inline chat_function read_function(boost::json::object const& tool, std::string const& parent) {
    auto const& function = required_member(tool, "function", json_kind::object, parent).get_object();
    auto const pointer = parent + "/function";
    chat_function offered;
    offered.name = text_of(required_member(function, "name", json_kind::string, pointer));
    check_name(offered.name, pointer + "/name");
    if (auto const* const description = optional_member(function, "description", json_kind::string, pointer))
        offered.description = text_of(*description);
    bool const strict = read_flag(function, "strict", pointer);
    if (auto const* const schema = optional_member(function, "parameters", json_kind::object, pointer)) {
        offered.parameters = schema->get_object();
        check_schema(offered.parameters, pointer + "/parameters", strict);
    }
    return offered;
}

inline void read_tools(boost::json::object const& body, chat_request& to) {
    auto const* const tools = optional_member(body, "tools", json_kind::array);
    if (tools == nullptr) return;
    for (std::size_t i = 0; i < tools->get_array().size(); ++i) {
        auto const pointer = "/tools/" + std::to_string(i);
        auto const& tool = tools->get_array()[i];
        check_kind(tool, json_kind::object, pointer);
        auto const type = text_of(required_member(tool.get_object(), "type", json_kind::string, pointer));
        if (type == "retrieval")
            required_member(tool.get_object(), "retrieval", json_kind::object, pointer);
        else if (type == "function")
            to.functions.push_back(read_function(tool.get_object(), pointer));
        else
            refuse_value(pointer + "/type", "must be function or retrieval");
    }
}

inline void read_tool_choice(boost::json::object const& body, chat_request& to) {
    to.parallel_calls = read_flag(body, "parallel_tool_calls", {}, true);
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

/// A format without a schema is any JSON object.
inline void read_json_schema(boost::json::object const& format, chat_request& to) {
    std::string const pointer = "/response_format/json_schema";
    auto const& described = required_member(format, "json_schema", json_kind::object, "/response_format").get_object();
    to.schema_name = text_of(required_member(described, "name", json_kind::string, pointer));
    check_name(to.schema_name, pointer + "/name");
    optional_member(described, "description", json_kind::string, pointer);
    bool const strict = read_flag(described, "strict", pointer);
    auto const* const schema = optional_member(described, "schema", json_kind::object, pointer);
    to.json_object = schema == nullptr;
    if (schema == nullptr) return;
    check_schema(schema->get_object(), pointer + "/schema", strict);
    to.schema = schema->get_object();
}

inline void read_response_format(boost::json::object const& body, chat_request& to) {
    auto const* const format = optional_member(body, "response_format", json_kind::object);
    if (format == nullptr) return;
    auto const type = text_of(required_member(format->get_object(), "type", json_kind::string, "/response_format"));
    if (type == "json_schema")
        read_json_schema(format->get_object(), to);
    else if (type == "json_object")
        to.json_object = true;
    else if (type != "text")
        refuse_value("/response_format/type", "must be text, json_object or json_schema");
}

/// A list of texts, or one text instead of it if `or_text`.
inline std::vector<std::string> read_texts(boost::json::object const& body, std::string_view name, bool or_text) {
    std::vector<std::string> texts;
    auto const kind = or_text ? json_kind::string_or_array : json_kind::array;
    auto const* const value = optional_member(body, name, kind);
    if (value == nullptr) return texts;
    auto const pointer = "/" + std::string(name);
    if (value->is_string()) return {text_of(*value)};
    auto const& list = value->get_array();
    if (list.empty() && !or_text) refuse_value(pointer, "must not be empty");
    for (std::size_t i = 0; i < list.size(); ++i) {
        check_kind(list[i], json_kind::string, pointer + "/" + std::to_string(i));
        texts.push_back(text_of(list[i]));
    }
    return texts;
}

inline void read_guides(boost::json::object const& body, chat_request& to) {
    to.guided_choice = read_texts(body, "guided_choice", false);
    if (auto const* const schema = optional_member(body, "guided_json", json_kind::object)) {
        check_schema(schema->get_object(), "/guided_json", false);
        to.schema = schema->get_object();
    }
    if (auto const* const pattern = optional_member(body, "guided_regex", json_kind::string))
        to.guided_regex = text_of(*pattern);
}

inline void read_stop(boost::json::object const& body, chat_request& to) {
    to.stop = read_texts(body, "stop", true);
    if (to.stop.size() > 4) refuse_value("/stop", "must have at most 4 elements");
    if (std::find(to.stop.begin(), to.stop.end(), "") != to.stop.end()) refuse_value("/stop", "must not be empty");
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

/// The text, which must be one of the permitted ones; empty if it is absent.
template <std::size_t Count>
std::string read_one_of(boost::json::object const& body, std::string_view name,
                        std::array<std::string_view, Count> const& permitted) {
    auto const* const value = optional_member(body, name, json_kind::string);
    if (value == nullptr) return {};
    auto text = text_of(*value);
    if (std::find(permitted.begin(), permitted.end(), text) != permitted.end()) return text;
    std::string names;
    for (auto const each : permitted)
        names.append(names.empty() ? "" : ", ").append(each);
    refuse_value("/" + std::string(name), "must be one of " + names);
}

/// Reasoning is requested by an effort, or else by `enable_thinking`. The API refuses efforts in its own way.
inline void read_reasoning(boost::json::object const& body, chat_request& to) {
    static constexpr std::array<std::string_view, 7> efforts{"none", "minimal", "low", "medium",
                                                             "high", "xhigh",   "max"};
    bool const thinks = read_flag(body, "enable_thinking");
    auto const* const effort = optional_member(body, "reasoning_effort", json_kind::string);
    to.reasoning_effort = effort != nullptr ? text_of(*effort) : thinks ? "medium" : "none";
    if (std::find(efforts.begin(), efforts.end(), to.reasoning_effort) == efforts.end())
        throw refusal{api_error(400, "10015", "Bad Request",
                                "The model does not support the reasoning effort " + to.reasoning_effort + ".",
                                "/reasoning_effort")};
    bool const off = body.contains("enable_thinking") && !body.at("enable_thinking").is_null() && !thinks;
    if (off || to.reasoning_effort == "none") to.reasoning_effort.clear();
}

/// Checks the parameters that the sandbox does not use.
inline void check_others(boost::json::object const& body) {
    static constexpr std::array<std::string_view, 4> regions{"USA", "EU", "AUS", "UAE"};
    static constexpr std::array<std::string_view, 2> modes{"preferred", "strict"};
    for (auto const* const name :
         {"frequency_penalty", "length_penalty", "min_p", "presence_penalty", "temperature", "top_p"})
        optional_member(body, name, json_kind::number);
    for (auto const* const name : {"early_stopping", "store", "use_beam_search"})
        optional_member(body, name, json_kind::boolean);
    for (auto const* const name : {"api_key_ref", "user", "safety_identifier", "prompt_cache_key", "verbosity"})
        optional_member(body, name, json_kind::string);
    for (auto const* const name : {"logit_bias", "metadata"})
        optional_member(body, name, json_kind::object);
    optional_member(body, "best_of", json_kind::integer);
    auto const region = read_one_of(body, "region", regions);
    if (!read_one_of(body, "mode", modes).empty() && region.empty()) refuse_missing("/region");
}

inline void read_limits(boost::json::object const& body, chat_request& to) {
    to.choices = read_count(body, "n", 1, 128).value_or(1);
    to.max_tokens = read_count(body, "max_tokens", 1, 1'000'000);
    if (auto const most = read_count(body, "max_completion_tokens", 1, 1'000'000)) to.max_tokens = most;
    auto const alternatives = read_count(body, "top_logprobs", 0, 20).value_or(0);
    if (read_flag(body, "logprobs")) to.top_logprobs = alternatives;
}

inline void read_directives(chat_request& to) {
    auto const after = to.after_user();
    if (after == 0) return;
    auto const directives = chat_directives::take_from(to.messages[after - 1].text);
    to.refusal = directives.refusal;
    to.error_after = directives.error_after;
}

} // namespace chat_reading

TELNYX_DECL chat_request chat_request::read(recorded_request const& request) {
    using namespace chat_reading;
    auto const body = json_body(request);
    chat_request made;
    made.messages = read_chat_messages(body);
    auto const* const model = optional_member(body, "model", json_kind::string);
    made.model = model == nullptr ? "meta-llama/Meta-Llama-3.1-8B-Instruct" : text_of(*model);
    made.stream = read_flag(body, "stream");
    if (auto const* const options = optional_member(body, "stream_options", json_kind::object))
        made.include_usage = read_flag(options->get_object(), "include_usage", "/stream_options");
    if (auto const* const seed = optional_member(body, "seed", json_kind::integer))
        made.seed = boost::json::serialize(*seed);
    auto const* const tier = optional_member(body, "service_tier", json_kind::string);
    made.service_tier = tier == nullptr || *tier == "auto" ? "default" : text_of(*tier);
    read_limits(body, made);
    read_stop(body, made);
    read_reasoning(body, made);
    read_response_format(body, made);
    read_tools(body, made);
    read_tool_choice(body, made);
    read_guides(body, made);
    check_others(body);
    read_directives(made);
    return made;
}

TELNYX_DECL std::string chat_request::last_text(std::string_view role) const {
    auto const found = std::find_if(messages.rbegin(), messages.rend(),
                                    [&](chat_message const& message) { return message.role == role; });
    return found == messages.rend() ? std::string() : found->text;
}

TELNYX_DECL std::size_t chat_request::after_user() const {
    auto const found = std::find_if(messages.rbegin(), messages.rend(),
                                    [](chat_message const& message) { return message.role == "user"; });
    return static_cast<std::size_t>(messages.rend() - found);
}

} // namespace telnyx::testing::detail
