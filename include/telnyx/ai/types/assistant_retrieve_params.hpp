#pragma once

#include "telnyx/fields/optional.hpp"
#include "telnyx/json/describe.hpp"

#include <optional>
#include <string>

namespace telnyx::ai {

/// Options for retrieving an assistant. Its dynamic variables can be filled in for a call.
struct assistant_retrieve_params {
    telnyx::optional<std::string> call_control_id{}; ///< the call whose variables are used
    /// Whether to request the variables from the webhook; false by default.
    std::optional<bool> fetch_dynamic_variables_from_webhook{};
    telnyx::optional<std::string> from{}; ///< calling party, for the webhook
    telnyx::optional<std::string> to{};   ///< called party, for the webhook
};
BOOST_DESCRIBE_STRUCT(assistant_retrieve_params, (), (call_control_id, fetch_dynamic_variables_from_webhook, from, to))

} // namespace telnyx::ai
