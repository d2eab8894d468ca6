#pragma once

#include "telnyx/ai/resources/openai_embeddings_resource.hpp"
#include "telnyx/core/resource.hpp"

namespace telnyx::ai {

/// Groups of calls under `client.ai.openai`, compatible with OpenAI's API.
class openai_resource {
  public:
    explicit openai_resource(std::shared_ptr<core::client_core> core) : embeddings(std::move(core)) {}

    openai_embeddings_resource embeddings; ///< embedding vectors for texts
};

} // namespace telnyx::ai
