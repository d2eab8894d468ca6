#pragma once

#include "telnyx/ai/resources/integration_connections_resource.hpp"
#include "telnyx/core/resource.hpp"

namespace telnyx::ai {

struct integration;      // include "telnyx/ai/integrations.hpp"
struct integration_list; // include "telnyx/ai/integrations.hpp"

/// Calls under `client.ai.integrations`, including its subgroup. Include `telnyx/ai/integrations.hpp` to use them.
///
/// An integration is a third-party service whose tools assistants can use. Every call throws `invalid_argument_error`
/// immediately if an argument cannot be sent; awaiting it throws the errors listed in `errors.hpp`.
class integrations_resource {
  public:
    explicit integrations_resource(std::shared_ptr<core::client_core> core)
        : connections(core), core_(std::move(core)) {}

    /// Retrieves the details of a service: `GET /ai/integrations/{integration_id}`.
    boost::asio::awaitable<response<integration>> retrieve(std::string_view integration_id,
                                                           request_options const& options = request_options()) const;

    /// Lists the services: `GET /ai/integrations`.
    boost::asio::awaitable<response<integration_list>> list(request_options const& options = request_options()) const;

    integration_connections_resource connections; ///< connected accounts

  private:
    std::shared_ptr<core::client_core> core_;
};

} // namespace telnyx::ai
