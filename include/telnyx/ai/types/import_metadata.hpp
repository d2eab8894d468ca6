#pragma once

#include "telnyx/fields/open_enum.hpp"
#include "telnyx/json/describe.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace telnyx::ai {

/// Where an imported assistant came from.
struct import_metadata {
    /// Providers that assistants can be imported from.
    enum class provider { elevenlabs, vapi, retell };

    std::optional<std::string> import_id{};               ///< id of the assistant over there
    std::optional<open_enum<provider>> import_provider{}; ///< where it came from
};

/// Texts of the providers in JSON.
constexpr auto enum_texts(import_metadata::provider) {
    return std::array<std::string_view, 3>{"elevenlabs", "vapi", "retell"};
}

BOOST_DESCRIBE_STRUCT(import_metadata, (), (import_id, import_provider))

} // namespace telnyx::ai
