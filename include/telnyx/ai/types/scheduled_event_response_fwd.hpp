#pragma once

#include <boost/json/fwd.hpp>

#include <variant>

namespace telnyx::ai {

struct scheduled_phone_call_event_response; // include "telnyx/ai/scheduled_events.hpp"
struct scheduled_sms_event_response;        // include "telnyx/ai/scheduled_events.hpp"

/// A scheduled event of an assistant. The last alternative is for events newer than the library.
using scheduled_event_response =
    std::variant<scheduled_phone_call_event_response, scheduled_sms_event_response, boost::json::value>;

} // namespace telnyx::ai
