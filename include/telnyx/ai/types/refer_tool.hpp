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

/// Lets an assistant hand the call over by SIP REFER.
struct refer_tool {
    /// Whom to, and how.
    struct details {
        /// Someone the call may be referred to.
        struct target {
            required<std::string> name;                        ///< tells the assistant who it is
            required<std::string> sip_address;                 ///< SIP URI
            telnyx::optional<std::string> sip_auth_password{}; ///< for a SIP challenge
            telnyx::optional<std::string> sip_auth_username{}; ///< for a SIP challenge
        };

        /// A header that SIP itself defines.
        struct sip_header {
            /// Headers that can be set.
            enum class header_name { user_to_user, diversion };

            telnyx::optional<open_enum<header_name>> name{}; ///< which header
            telnyx::optional<std::string> value{};           ///< a template, as in `custom_header`
        };

        required<std::vector<target>> targets;                         ///< the assistant chooses one
        telnyx::optional<std::vector<custom_header>> custom_headers{}; ///< of the SIP REFER
        telnyx::optional<std::vector<sip_header>> sip_headers{};       ///< of the SIP REFER, too
    };

    required<details> refer;  ///< whom to, and how
    constant<"refer"> type{}; ///< tells it from other tools
};

/// Texts of the header names in JSON.
constexpr auto enum_texts(refer_tool::details::sip_header::header_name) {
    return std::array<std::string_view, 2>{"User-to-User", "Diversion"};
}

BOOST_DESCRIBE_STRUCT(refer_tool::details::target, (), (name, sip_address, sip_auth_password, sip_auth_username))
BOOST_DESCRIBE_STRUCT(refer_tool::details::sip_header, (), (name, value))
BOOST_DESCRIBE_STRUCT(refer_tool::details, (), (targets, custom_headers, sip_headers))
BOOST_DESCRIBE_STRUCT(refer_tool, (), (refer, type))

} // namespace telnyx::ai
