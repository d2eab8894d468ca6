#pragma once

#include "telnyx/ai/chat_resource.hpp"
#include "telnyx/ai/conversations_resource.hpp"
#include "telnyx/config.hpp"
#include "telnyx/request_options.hpp"
#include "telnyx/response.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>

namespace telnyx::ai {

struct model_list;

/// Calls under `client.ai`, and the groups of calls below it.
class ai_resource {
  public:
    explicit ai_resource(std::shared_ptr<core::client_core> core)
        : chat(core), conversations(core), core_(std::move(core)) {}

    /// Lists the models that can be used: `GET /ai/models`. Include `telnyx/ai/models.hpp` to use it.
    boost::asio::awaitable<response<model_list>>
    retrieve_models(request_options const& options = request_options()) const;

    chat_resource chat;                   ///< chat completions
    conversations_resource conversations; ///< conversations, their messages and insights

  private:
    std::shared_ptr<core::client_core> core_;
};

} // namespace telnyx::ai
