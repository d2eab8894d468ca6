#pragma once

#include "telnyx/testing/impl/chat_message.hpp"
#include "telnyx/testing/recorded_request.hpp"

#include <boost/json/object.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace telnyx::testing::detail {

/// A function that the model may call.
struct chat_function {
    std::string name;
    std::string description;
    boost::json::object parameters; // JSON schema
};

/// A validated request for a chat completion.
struct chat_request {
    enum class tool_choice { none, automatic, required };

    /// Parses the body; a `refusal` if it violates the API.
    static chat_request read(recorded_request const& request);

    /// The text of the last message with this role; empty if there is none.
    std::string last_text(std::string_view role) const;

    /// Index of the first message after the last one of the user.
    std::size_t after_user() const;

    std::vector<chat_message> messages;
    std::string model;
    bool stream = false;
    bool include_usage = false;
    std::size_t choices = 1;
    std::optional<std::size_t> max_tokens;
    std::optional<std::size_t> top_logprobs; // std::nullopt if no log probabilities are requested
    std::vector<std::string> stop;
    std::string seed;             // decimal; empty if there is none
    std::string reasoning_effort; // empty if no reasoning is requested
    std::string service_tier;
    bool json_object = false;
    std::string schema_name;                   // of the response format
    std::optional<boost::json::object> schema; // of the answer, from the response format or `guided_json`
    std::vector<chat_function> functions;
    tool_choice use_tools = tool_choice::automatic;
    bool parallel_calls = true;
    std::string forced_function; // name of the one function that must be called
    std::vector<std::string> guided_choice;
    std::optional<std::string> guided_regex;
    std::optional<std::string> refusal;     // text with which the model refuses to answer
    std::optional<std::size_t> error_after; // number of chunks before an error
};

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/chat_request.ipp"
#endif
