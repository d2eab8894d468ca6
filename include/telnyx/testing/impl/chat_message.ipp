#pragma once

#include "telnyx/testing/impl/chat_message.hpp"
#include "telnyx/testing/impl/json_request.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace telnyx::testing::detail {

namespace chat_messages {

/// One part of a message's content: its text, if it has one.
inline std::string read_part(boost::json::value const& part, std::string const& pointer) {
    check_kind(part, json_kind::object, pointer);
    auto const& object = part.get_object();
    auto const type = text_of(required_member(object, "type", json_kind::string, pointer));
    if (type == "text" || type == "refusal") return text_of(required_member(object, type, json_kind::string, pointer));
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

/// A tool call in the history must have an ID, and a function with a name and arguments.
inline void check_call(boost::json::value const& call, std::string const& pointer) {
    check_kind(call, json_kind::object, pointer);
    required_member(call.get_object(), "id", json_kind::string, pointer);
    auto const& function = required_member(call.get_object(), "function", json_kind::object, pointer).get_object();
    required_member(function, "name", json_kind::string, pointer + "/function");
    required_member(function, "arguments", json_kind::string, pointer + "/function");
}

inline chat_message read_message(boost::json::value const& value, std::string const& pointer) {
    static constexpr std::array<std::string_view, 5> roles{"system", "developer", "user", "assistant", "tool"};
    check_kind(value, json_kind::object, pointer);
    auto const& object = value.get_object();
    chat_message message;
    message.role = text_of(required_member(object, "role", json_kind::string, pointer));
    if (std::find(roles.begin(), roles.end(), message.role) == roles.end())
        refuse_value(pointer + "/role", "must be system, user, assistant or tool");
    if (auto const* const calls = optional_member(object, "tool_calls", json_kind::array, pointer))
        message.tool_calls = calls->get_array();
    for (std::size_t i = 0; i < message.tool_calls.size(); ++i)
        check_call(message.tool_calls[i], pointer + "/tool_calls/" + std::to_string(i));
    if (auto const* const id = optional_member(object, "tool_call_id", json_kind::string, pointer))
        message.tool_call_id = text_of(*id);
    auto const* const refused = optional_member(object, "refusal", json_kind::string, pointer);
    message.text = read_content(object, !message.tool_calls.empty() || refused != nullptr, pointer);
    if (message.text.empty() && refused != nullptr) message.text = text_of(*refused);
    return message;
}

/// The tool calls of the conversation so far that have no result yet.
class open_calls {
  public:
    void next(chat_message const& message, std::string const& pointer) {
        if (message.role == "tool") return answered(message.tool_call_id, pointer);
        check_none(pointer);
        ids_.clear();
        after_calls_ = !message.tool_calls.empty();
        for (auto const& call : message.tool_calls)
            ids_.push_back(text_of(call.get_object().at("id")));
    }

    void check_none(std::string const& pointer) const {
        if (!ids_.empty())
            refuse_value(pointer, "must come after a tool message that answers the call \"" + ids_.front() + "\"");
    }

  private:
    void answered(std::string const& id, std::string const& pointer) {
        if (!after_calls_) refuse_value(pointer + "/role", "must not be tool, since no tool was called before");
        if (id.empty()) return ids_.clear(); // the API's own description of messages does not have the ID
        auto const found = std::find(ids_.begin(), ids_.end(), id);
        if (found == ids_.end())
            refuse_value(pointer + "/tool_call_id", "must be the ID of a preceding call without an answer");
        ids_.erase(found);
    }

    std::vector<std::string> ids_;
    bool after_calls_ = false;
};

} // namespace chat_messages

TELNYX_DECL std::vector<chat_message> read_chat_messages(boost::json::object const& body) {
    auto const& messages = required_member(body, "messages", json_kind::array).get_array();
    if (messages.empty()) refuse_value("/messages", "must not be empty");
    std::vector<chat_message> read;
    chat_messages::open_calls calls;
    for (std::size_t i = 0; i < messages.size(); ++i) {
        auto const pointer = "/messages/" + std::to_string(i);
        read.push_back(chat_messages::read_message(messages[i], pointer));
        calls.next(read.back(), pointer);
    }
    calls.check_none("/messages");
    return read;
}

} // namespace telnyx::testing::detail
