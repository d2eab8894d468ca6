#pragma once

#include "telnyx/core/resource.hpp"

namespace telnyx::ai {

struct integration_connection_list;              // include "telnyx/ai/integrations.hpp"
struct integration_connection_retrieve_response; // include "telnyx/ai/integrations.hpp"

/// Calls under `client.ai.integrations.connections`. Include `telnyx/ai/integrations.hpp` to use them.
///
/// Every call throws `invalid_argument_error` immediately if an argument cannot be sent; awaiting it throws the errors
/// listed in `errors.hpp`.
class integration_connections_resource {
  public:
    explicit integration_connections_resource(std::shared_ptr<core::client_core> core) : core_(std::move(core)) {}

    /// Retrieves a connected account: `GET /ai/integrations/connections/{user_connection_id}`.
    boost::asio::awaitable<response<integration_connection_retrieve_response>>
    retrieve(std::string_view user_connection_id, request_options const& options = request_options()) const;

    /// Lists the connected accounts: `GET /ai/integrations/connections`.
    boost::asio::awaitable<response<integration_connection_list>>
    list(request_options const& options = request_options()) const;

    /// Disconnects an account: `DELETE /ai/integrations/connections/{user_connection_id}`.
    boost::asio::awaitable<response<void>> delete_(std::string_view user_connection_id,
                                                   request_options const& options = request_options()) const;

  private:
    std::shared_ptr<core::client_core> core_;
};

} // namespace telnyx::ai
