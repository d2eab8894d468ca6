#pragma once

#include "telnyx/fields/open_enum.hpp"
#include "telnyx/json/describe.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace telnyx::ai {

/// A third-party service whose tools assistants can use.
struct integration {
    /// Whether an account with the service is connected.
    enum class connection_status { disconnected, connected };

    std::string id{};                           ///< ID of the integration
    std::vector<std::string> available_tools{}; ///< names of the available tools
    std::string description{};                  ///< purpose
    std::string display_name{};                 ///< display name
    std::string logo_url{};                     ///< URL of the logo
    std::string name{};                         ///< technical name
    open_enum<connection_status> status{};      ///< whether an account is connected
};

/// JSON strings of the states.
constexpr auto enum_texts(integration::connection_status) {
    return std::array<std::string_view, 2>{"disconnected", "connected"};
}

BOOST_DESCRIBE_STRUCT(integration, (), (id, available_tools, description, display_name, logo_url, name, status))

} // namespace telnyx::ai
