#pragma once

#include "telnyx/fields/optional.hpp"
#include "telnyx/json/describe.hpp"

#include <cstdint>
#include <string>

namespace telnyx::ai {

/// Text message settings of an assistant.
struct messaging_settings {
    telnyx::optional<std::int64_t>
        conversation_inactivity_minutes{}; ///< inactivity after which a new conversation starts, 1 to 10,000,000
    telnyx::optional<std::string> default_messaging_profile_id{}; ///< messaging profile; created with the assistant
    telnyx::optional<std::string> delivery_status_webhook_url{};  ///< notified of delivery statuses
};
BOOST_DESCRIBE_STRUCT(messaging_settings, (),
                      (conversation_inactivity_minutes, default_messaging_profile_id, delivery_status_webhook_url))

} // namespace telnyx::ai
