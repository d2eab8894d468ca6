#pragma once

#include "telnyx/fields/constant.hpp"
#include "telnyx/json/describe.hpp"

#include <boost/json/object.hpp>

namespace telnyx::ai {

/// Lets an assistant press keys of the phone.
struct send_dtmf_tool {
    boost::json::object send_dtmf{}; ///< free-form settings, usually none
    constant<"send_dtmf"> type{};    ///< tells it from other tools
};
BOOST_DESCRIBE_STRUCT(send_dtmf_tool, (), (send_dtmf, type))

} // namespace telnyx::ai
