#pragma once

// Third-party services whose tools assistants can use.

#include "telnyx/ai/resources/integrations_resource.hpp"
#include "telnyx/ai/types/integration.hpp"
#include "telnyx/ai/types/integration_connection.hpp"
#include "telnyx/ai/types/integration_connection_list.hpp"
#include "telnyx/ai/types/integration_connection_retrieve_response.hpp"
#include "telnyx/ai/types/integration_list.hpp"
#include "telnyx/client.hpp"
#include "telnyx/errors.hpp"

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/ai/impl/integrations.ipp"
#endif
