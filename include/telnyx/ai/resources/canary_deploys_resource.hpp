#pragma once

#include "telnyx/fields/arg.hpp"
#include "telnyx/options/request_options.hpp"
#include "telnyx/results/response.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>
#include <string_view>
#include <utility>

namespace telnyx::core {
class client_core;
}

namespace telnyx::ai {

struct canary_deploy;               // include "telnyx/ai/canary_deploys.hpp"
struct canary_deploy_create_params; // include "telnyx/ai/canary_deploys.hpp"
struct canary_deploy_update_params; // include "telnyx/ai/canary_deploys.hpp"

/// Calls under `client.ai.assistants.canary_deploys`. Include `telnyx/ai/canary_deploys.hpp` to use them.
///
/// A canary deploy gives versions of an assistant a share of its traffic each. All calls throw `invalid_argument_error`
/// at once for arguments that cannot be sent; their waits throw what `errors.hpp` lists.
class canary_deploys_resource {
  public:
    explicit canary_deploys_resource(std::shared_ptr<core::client_core> core) : core_(std::move(core)) {}

    /// Reads how an assistant's traffic is shared: `GET /ai/assistants/{assistant_id}/canary-deploys`.
    boost::asio::awaitable<response<canary_deploy>> retrieve(std::string_view assistant_id,
                                                             request_options const& options = request_options()) const;

    /// Begins to share an assistant's traffic: `POST /ai/assistants/{assistant_id}/canary-deploys`.
    boost::asio::awaitable<response<canary_deploy>> create(std::string_view assistant_id,
                                                           arg<canary_deploy_create_params> params,
                                                           request_options const& options = request_options()) const;

    /// Shares an assistant's traffic in another way: `PUT /ai/assistants/{assistant_id}/canary-deploys`. Replaces all
    /// shares that were set before.
    boost::asio::awaitable<response<canary_deploy>> update(std::string_view assistant_id,
                                                           arg<canary_deploy_update_params> params,
                                                           request_options const& options = request_options()) const;

    /// Ends the sharing of an assistant's traffic: `DELETE /ai/assistants/{assistant_id}/canary-deploys`.
    boost::asio::awaitable<response<void>> delete_(std::string_view assistant_id,
                                                   request_options const& options = request_options()) const;

  private:
    std::shared_ptr<core::client_core> core_;
};

} // namespace telnyx::ai
