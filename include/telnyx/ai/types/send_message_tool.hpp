#pragma once

#include "telnyx/fields/constant.hpp"
#include "telnyx/json/describe.hpp"

#include <boost/json/object.hpp>

namespace telnyx::ai {

/// Lets an assistant send the user an SMS or MMS. It writes the text itself; the numbers are those of the conversation.
struct send_message_tool {
    boost::json::object send_message{}; ///< free-form settings, usually empty
    constant<"send_message"> type{};    ///< identifies this kind of tool
};
BOOST_DESCRIBE_STRUCT(send_message_tool, (), (send_message, type))

} // namespace telnyx::ai
