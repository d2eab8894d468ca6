#pragma once

#include "telnyx/json/describe.hpp"

#include <string>

namespace telnyx::ai {

/// An assistant's answer to a message.
struct assistant_chat_response {
    std::string content{}; ///< the answer
};
BOOST_DESCRIBE_STRUCT(assistant_chat_response, (), (content))

} // namespace telnyx::ai
