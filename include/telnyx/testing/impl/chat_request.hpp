#pragma once

#include "telnyx/testing/recorded_request.hpp"

#include <boost/json/object.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace telnyx::testing::detail {

/// One message of a chat, its text parts joined.
struct chat_message {
    std::string role;
    std::string text;
    std::string tool_call_id;
    boost::json::array tool_calls;
};

/// A function that the model may call.
struct chat_function {
    std::string name;
    boost::json::object parameters; // JSON schema
};

/// A validated request for a chat completion.
struct chat_request {
    enum class tool_choice { none, automatic, required };

    /// Parses the body; a `refusal` if it violates the API.
    static chat_request read(recorded_request const& request);

    /// The text of the last message with this role; empty if there is none.
    std::string last_text(std::string_view role) const;

    std::vector<chat_message> messages;
    std::string model;
    bool stream = false;
    bool include_usage = false;
    std::size_t choices = 1;
    std::optional<std::size_t> max_tokens;
    std::optional<std::size_t> top_logprobs; // std::nullopt if no log probabilities are requested
    bool json_object = false;
    std::vector<chat_function> functions;
    tool_choice use_tools = tool_choice::automatic;
    std::string forced_function; // name of the one function that must be called
    std::vector<std::string> guided_choice;
    std::optional<boost::json::object> guided_json;
    std::optional<std::string> guided_regex;
};

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/chat_request.ipp"
#endif
