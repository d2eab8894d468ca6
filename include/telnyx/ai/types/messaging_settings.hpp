#pragma once

#include "telnyx/fields/optional.hpp"
#include "telnyx/json/describe.hpp"

#include <cstdint>
#include <string>

namespace telnyx::ai {

/// How an assistant exchanges text messages.
struct messaging_settings {
    telnyx::optional<std::int64_t>
        conversation_inactivity_minutes{}; ///< silence after which a new conversation begins, 1 to 10,000,000
    telnyx::optional<std::string> default_messaging_profile_id{}; ///< messaging profile to use; made with the assistant
    telnyx::optional<std::string> delivery_status_webhook_url{};  ///< gets told whether messages were delivered
};
BOOST_DESCRIBE_STRUCT(messaging_settings, (),
                      (conversation_inactivity_minutes, default_messaging_profile_id, delivery_status_webhook_url))

} // namespace telnyx::ai
