#pragma once

#include "telnyx/fields/open_enum.hpp"
#include "telnyx/json/describe.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace telnyx::ai {

/// Source of an imported assistant.
struct import_metadata {
    /// Providers that assistants can be imported from.
    enum class provider { elevenlabs, vapi, retell };

    std::optional<std::string> import_id{};               ///< ID of the assistant at the provider
    std::optional<open_enum<provider>> import_provider{}; ///< the provider
};

/// JSON strings of the providers.
constexpr auto enum_texts(import_metadata::provider) {
    return std::array<std::string_view, 3>{"elevenlabs", "vapi", "retell"};
}

BOOST_DESCRIBE_STRUCT(import_metadata, (), (import_id, import_provider))

} // namespace telnyx::ai
