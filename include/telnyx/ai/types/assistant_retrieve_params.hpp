#pragma once

#include "telnyx/fields/optional.hpp"
#include "telnyx/json/describe.hpp"

#include <optional>
#include <string>

namespace telnyx::ai {

/// What an assistant is to be read with. For a call, its dynamic variables can be filled in.
struct assistant_retrieve_params {
    telnyx::optional<std::string> call_control_id{}; ///< the call whose variables are meant
    /// Whether to ask the webhook for the variables; false by default.
    std::optional<bool> fetch_dynamic_variables_from_webhook{};
    telnyx::optional<std::string> from{}; ///< who calls, for the webhook
    telnyx::optional<std::string> to{};   ///< who is called, for the webhook
};
BOOST_DESCRIBE_STRUCT(assistant_retrieve_params, (), (call_control_id, fetch_dynamic_variables_from_webhook, from, to))

} // namespace telnyx::ai
