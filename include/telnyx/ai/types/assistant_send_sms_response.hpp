#pragma once

#include "telnyx/json/describe.hpp"

#include <optional>
#include <string>

namespace telnyx::ai {

/// A text message that was queued for sending.
struct assistant_send_sms_response {
    std::optional<std::string> conversation_id{}; ///< conversation it belongs to
};
BOOST_DESCRIBE_STRUCT(assistant_send_sms_response, (), (conversation_id))

} // namespace telnyx::ai
