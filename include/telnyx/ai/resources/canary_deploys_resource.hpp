#pragma once

#include "telnyx/core/resource.hpp"

namespace telnyx::ai {

struct canary_deploy;               // include "telnyx/ai/canary_deploys.hpp"
struct canary_deploy_create_params; // include "telnyx/ai/canary_deploys.hpp"
struct canary_deploy_update_params; // include "telnyx/ai/canary_deploys.hpp"

/// Calls under `client.ai.assistants.canary_deploys`. Include `telnyx/ai/canary_deploys.hpp` to use them.
///
/// A canary deploy distributes the traffic of an assistant among several of its versions. Every call throws
/// `invalid_argument_error` immediately if an argument cannot be sent; awaiting it throws the errors listed in
/// `errors.hpp`.
class canary_deploys_resource {
  public:
    explicit canary_deploys_resource(std::shared_ptr<core::client_core> core) : core_(std::move(core)) {}

    /// Retrieves the distribution of an assistant's traffic: `GET /ai/assistants/{assistant_id}/canary-deploys`.
    boost::asio::awaitable<response<canary_deploy>> retrieve(std::string_view assistant_id,
                                                             request_options const& options = request_options()) const;

    /// Starts distributing an assistant's traffic: `POST /ai/assistants/{assistant_id}/canary-deploys`.
    boost::asio::awaitable<response<canary_deploy>> create(std::string_view assistant_id,
                                                           arg<canary_deploy_create_params> params,
                                                           request_options const& options = request_options()) const;

    /// Changes the distribution of an assistant's traffic: `PUT /ai/assistants/{assistant_id}/canary-deploys`. Replaces
    /// all shares set before.
    boost::asio::awaitable<response<canary_deploy>> update(std::string_view assistant_id,
                                                           arg<canary_deploy_update_params> params,
                                                           request_options const& options = request_options()) const;

    /// Stops distributing an assistant's traffic: `DELETE /ai/assistants/{assistant_id}/canary-deploys`.
    boost::asio::awaitable<response<void>> delete_(std::string_view assistant_id,
                                                   request_options const& options = request_options()) const;

  private:
    std::shared_ptr<core::client_core> core_;
};

} // namespace telnyx::ai
