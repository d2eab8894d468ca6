#pragma once

#include "telnyx/fields/constant.hpp"
#include "telnyx/json/describe.hpp"

#include <boost/json/object.hpp>

namespace telnyx::ai {

/// Lets an assistant send DTMF tones.
struct send_dtmf_tool {
    boost::json::object send_dtmf{}; ///< free-form settings, usually empty
    constant<"send_dtmf"> type{};    ///< identifies this kind of tool
};
BOOST_DESCRIBE_STRUCT(send_dtmf_tool, (), (send_dtmf, type))

} // namespace telnyx::ai
