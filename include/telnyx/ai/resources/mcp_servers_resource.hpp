#pragma once

#include "telnyx/core/resource.hpp"

namespace telnyx::ai {

struct mcp_server;               // include "telnyx/ai/mcp_servers.hpp"
struct mcp_server_create_params; // include "telnyx/ai/mcp_servers.hpp"
struct mcp_server_list_params;   // include "telnyx/ai/mcp_servers.hpp"
struct mcp_server_update_params; // include "telnyx/ai/mcp_servers.hpp"

/// Calls under `client.ai.mcp_servers`. Include `telnyx/ai/mcp_servers.hpp` to use them.
///
/// Assistants can use the tools of servers that support the Model Context Protocol. Every call throws
/// `invalid_argument_error` immediately if an argument cannot be sent; awaiting it throws the errors listed in
/// `errors.hpp`.
class mcp_servers_resource {
  public:
    explicit mcp_servers_resource(std::shared_ptr<core::client_core> core) : core_(std::move(core)) {}

    /// Registers a server: `POST /ai/mcp_servers`.
    boost::asio::awaitable<response<mcp_server>> create(arg<mcp_server_create_params> params,
                                                        request_options const& options = request_options()) const;

    /// Retrieves the details of a server: `GET /ai/mcp_servers/{mcp_server_id}`.
    boost::asio::awaitable<response<mcp_server>> retrieve(std::string_view mcp_server_id,
                                                          request_options const& options = request_options()) const;

    /// Changes the details of a server: `PUT /ai/mcp_servers/{mcp_server_id}`. Omitted members keep their value; null
    /// removes it.
    boost::asio::awaitable<response<mcp_server>> update(std::string_view mcp_server_id,
                                                        arg<mcp_server_update_params> params,
                                                        request_options const& options = request_options()) const;
    /// Sends an update that changes nothing.
    boost::asio::awaitable<response<mcp_server>> update(std::string_view mcp_server_id,
                                                        request_options const& options = request_options()) const;

    /// Lists the servers, page by page: `GET /ai/mcp_servers`. The server does not report the number of pages, so the
    /// list ends with an empty page.
    paginator<mcp_server> list(arg<mcp_server_list_params> params,
                               request_options const& options = request_options()) const;
    /// Lists all servers, with pages of the default size.
    paginator<mcp_server> list(request_options const& options = request_options()) const;

    /// Removes a server: `DELETE /ai/mcp_servers/{mcp_server_id}`.
    boost::asio::awaitable<response<void>> delete_(std::string_view mcp_server_id,
                                                   request_options const& options = request_options()) const;

  private:
    std::shared_ptr<core::client_core> core_;
};

} // namespace telnyx::ai
