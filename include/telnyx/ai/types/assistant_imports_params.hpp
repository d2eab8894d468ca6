#pragma once

#include "telnyx/fields/open_enum.hpp"
#include "telnyx/fields/optional.hpp"
#include "telnyx/fields/required.hpp"
#include "telnyx/json/describe.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace telnyx::ai {

/// Assistants to import from another provider.
struct assistant_imports_params {
    /// Providers that assistants can be imported from.
    enum class external_provider { elevenlabs, vapi, retell };

    required<std::string> api_key_ref; ///< identifier of the integration secret with the provider's API key
    required<open_enum<external_provider>> provider;         ///< the provider
    telnyx::optional<std::vector<std::string>> import_ids{}; ///< IDs of the assistants at the provider; default: all
};

/// JSON strings of the providers.
constexpr auto enum_texts(assistant_imports_params::external_provider) {
    return std::array<std::string_view, 3>{"elevenlabs", "vapi", "retell"};
}

BOOST_DESCRIBE_STRUCT(assistant_imports_params, (), (api_key_ref, provider, import_ids))

} // namespace telnyx::ai
