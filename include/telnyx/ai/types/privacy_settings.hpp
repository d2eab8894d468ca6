#pragma once

#include "telnyx/fields/optional.hpp"
#include "telnyx/json/describe.hpp"

#include <optional>

namespace telnyx::ai {

/// Data retention for an assistant's conversations.
struct privacy_settings {
    /// Whether to keep history and insights. Recordings and transcripts enabled elsewhere are not affected.
    std::optional<bool> data_retention{};
};
BOOST_DESCRIBE_STRUCT(privacy_settings, (), (data_retention))

} // namespace telnyx::ai
