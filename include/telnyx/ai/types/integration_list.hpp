#pragma once

#include "telnyx/fields/open_enum.hpp"
#include "telnyx/json/describe.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace telnyx::ai {

/// The services whose tools assistants can use.
struct integration_list {
    /// A service.
    struct item {
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

    std::vector<item> data{}; ///< the services
};

/// JSON strings of the states.
constexpr auto enum_texts(integration_list::item::connection_status) {
    return std::array<std::string_view, 2>{"disconnected", "connected"};
}

BOOST_DESCRIBE_STRUCT(integration_list::item, (),
                      (id, available_tools, description, display_name, logo_url, name, status))
BOOST_DESCRIBE_STRUCT(integration_list, (), (data))

} // namespace telnyx::ai
