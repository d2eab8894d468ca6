#pragma once

#include "telnyx/ai/resources/chat_resource.hpp"
#include "telnyx/ai/resources/openai_embeddings_resource.hpp"
#include "telnyx/core/resource.hpp"

namespace telnyx::ai {

struct model_list; // include "telnyx/ai/models.hpp"

/// Calls under `client.ai.openai`, compatible with OpenAI's API, including its subgroups.
class openai_resource {
  public:
    explicit openai_resource(std::shared_ptr<core::client_core> core)
        : chat(core, "/ai/openai/chat/completions"), embeddings(core), core_(std::move(core)) {}

    /// Lists the available models: `GET /ai/openai/models`. Include `telnyx/ai/models.hpp` to use it.
    boost::asio::awaitable<response<model_list>> list_models(request_options const& options = request_options()) const;

    chat_resource chat;                    ///< chat completions
    openai_embeddings_resource embeddings; ///< embedding vectors for texts

  private:
    std::shared_ptr<core::client_core> core_;
};

} // namespace telnyx::ai
