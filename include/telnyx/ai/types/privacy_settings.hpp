#pragma once

#include "telnyx/fields/optional.hpp"
#include "telnyx/json/describe.hpp"

#include <optional>

namespace telnyx::ai {

/// What is kept of an assistant's conversations.
struct privacy_settings {
    /// Whether history and insights are kept. Recordings and transcripts that are switched on elsewhere are not
    /// affected.
    std::optional<bool> data_retention{};
};
BOOST_DESCRIBE_STRUCT(privacy_settings, (), (data_retention))

} // namespace telnyx::ai
