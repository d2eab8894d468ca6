#pragma once

#include "telnyx/ai/types/scheduled_event_response_fwd.hpp"
#include "telnyx/ai/types/scheduled_phone_call_event_response.hpp"
#include "telnyx/ai/types/scheduled_sms_event_response.hpp"

#include <boost/json/value.hpp>
