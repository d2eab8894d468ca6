// Connects assistants with other services: integrations, and servers of the Model Context Protocol.

#include "run.hpp"

#include "telnyx/ai/integrations.hpp"
#include "telnyx/ai/mcp_servers.hpp"

#include <iostream>
#include <string>
#include <vector>

namespace asio = boost::asio;
namespace ai = telnyx::ai;

asio::awaitable<void> connect_things() {
    telnyx::client client{co_await asio::this_coro::executor};

    auto const integrations = co_await client.ai.integrations.list();
    for (auto const& each : integrations.data)
        std::cout << each.name << ": " << each.status.text() << '\n';

    ai::mcp_server_create_params params{.name = "calendar",
                                        .type = "http",
                                        .url = "https://calendar.example.com/mcp",
                                        .allowed_tools = std::vector<std::string>{"list_events"}};
    auto const server = co_await client.ai.mcp_servers.create(params);

    // Leaving a member out keeps its value; null takes the restriction away.
    ai::mcp_server_update_params changes{.allowed_tools = telnyx::null};
    auto const changed = co_await client.ai.mcp_servers.update(server.id, changes);
    std::cout << changed.name << (changed.allowed_tools.has_value() ? " with some tools\n" : " with all tools\n");

    auto servers = client.ai.mcp_servers.list();
    while (auto each = co_await servers.next())
        std::cout << "- " << each->url << '\n';
    co_await client.ai.mcp_servers.delete_(server.id);
}

int main() {
    return run(connect_things());
}
