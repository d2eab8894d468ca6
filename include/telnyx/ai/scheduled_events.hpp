#pragma once

// Scheduled events: calls and text messages of an assistant at a later time.

#include "telnyx/ai/resources/scheduled_events_resource.hpp"
#include "telnyx/ai/types/scheduled_event_create_params.hpp"
#include "telnyx/ai/types/scheduled_event_list_params.hpp"
#include "telnyx/ai/types/scheduled_event_response.hpp"
#include "telnyx/client.hpp"
#include "telnyx/errors.hpp"
#include "telnyx/lists/paginator.hpp"

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/ai/impl/scheduled_events.ipp"
#endif
