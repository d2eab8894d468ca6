// expect: too many braces: a list is written \{a, b\}
// pass-with: -DRIGHT
#include "telnyx/ai/mcp_servers.hpp"

using params = telnyx::ai::mcp_server_create_params;

#ifdef RIGHT
params const server{.name = "n", .type = "http", .url = "https://example.com", .allowed_tools = {{"read", "write"}}};
#else
params const server{
    .name = "n", .type = "http", .url = "https://example.com", .allowed_tools = {{"read", "write"}, {"list", "find"}}};
#endif
