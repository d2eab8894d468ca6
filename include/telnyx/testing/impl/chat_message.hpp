#pragma once

#include "telnyx/base/config.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <string>
#include <vector>

namespace telnyx::testing::detail {

/// One message of a chat, its text parts joined.
struct chat_message {
    std::string role;
    std::string text; // or the refusal of an assistant
    std::string tool_call_id;
    boost::json::array tool_calls;
};

/// The messages in the body of a request; a `refusal` if they violate the API: each tool call must be answered by a
/// message of a tool before the conversation goes on, and tools answer nothing else.
std::vector<chat_message> read_chat_messages(boost::json::object const& body);

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/chat_message.ipp"
#endif
