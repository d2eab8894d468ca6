#pragma once

// Servers that provide tools to assistants through the Model Context Protocol.

#include "telnyx/ai/resources/mcp_servers_resource.hpp"
#include "telnyx/ai/types/mcp_server.hpp"
#include "telnyx/ai/types/mcp_server_create_params.hpp"
#include "telnyx/ai/types/mcp_server_list_params.hpp"
#include "telnyx/ai/types/mcp_server_update_params.hpp"
#include "telnyx/client.hpp"
#include "telnyx/errors.hpp"
#include "telnyx/lists/paginator.hpp"

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/ai/impl/mcp_servers.ipp"
#endif
