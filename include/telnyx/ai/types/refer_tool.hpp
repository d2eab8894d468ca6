#pragma once

#include "telnyx/ai/types/custom_header.hpp"
#include "telnyx/fields/constant.hpp"
#include "telnyx/fields/open_enum.hpp"
#include "telnyx/fields/optional.hpp"
#include "telnyx/fields/required.hpp"
#include "telnyx/json/describe.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace telnyx::ai {

/// Lets an assistant transfer the call by SIP REFER.
struct refer_tool {
    /// Target and settings of the transfer.
    struct details {
        /// A possible target of the call.
        struct target {
            required<std::string> name;                        ///< describes the target to the assistant
            required<std::string> sip_address;                 ///< SIP URI
            telnyx::optional<std::string> sip_auth_password{}; ///< for SIP authentication
            telnyx::optional<std::string> sip_auth_username{}; ///< for SIP authentication
        };

        /// A standard SIP header.
        struct sip_header {
            /// Supported headers.
            enum class header_name { user_to_user, diversion };

            telnyx::optional<open_enum<header_name>> name{}; ///< the header
            telnyx::optional<std::string> value{};           ///< a template, as in `custom_header`
        };

        required<std::vector<target>> targets;                         ///< targets for the assistant to choose from
        telnyx::optional<std::vector<custom_header>> custom_headers{}; ///< headers of the SIP REFER
        telnyx::optional<std::vector<sip_header>> sip_headers{};       ///< standard headers of the SIP REFER
    };

    required<details> refer;  ///< target and settings of the transfer
    constant<"refer"> type{}; ///< identifies this kind of tool
};

/// JSON strings of the header names.
constexpr auto enum_texts(refer_tool::details::sip_header::header_name) {
    return std::array<std::string_view, 2>{"User-to-User", "Diversion"};
}

BOOST_DESCRIBE_STRUCT(refer_tool::details::target, (), (name, sip_address, sip_auth_password, sip_auth_username))
BOOST_DESCRIBE_STRUCT(refer_tool::details::sip_header, (), (name, value))
BOOST_DESCRIBE_STRUCT(refer_tool::details, (), (targets, custom_headers, sip_headers))
BOOST_DESCRIBE_STRUCT(refer_tool, (), (refer, type))

} // namespace telnyx::ai
