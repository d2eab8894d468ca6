// expect: too many braces: a text is written "a"
// pass-with: -DRIGHT
#include "telnyx/ai/mcp_servers.hpp"

using params = telnyx::ai::mcp_server_create_params;

#ifdef RIGHT
params const server{.name = "n", .type = "http", .url = "https://example.com", .api_key_ref = "read"};
#else
params const server{.name = "n", .type = "http", .url = "https://example.com", .api_key_ref = {{"read", "write"}}};
#endif
