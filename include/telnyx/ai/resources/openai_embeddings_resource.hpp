#pragma once

#include "telnyx/core/resource.hpp"

namespace telnyx::ai {

struct openai_embedding_create_params; // include "telnyx/ai/openai_embeddings.hpp"
struct openai_embedding_list;          // include "telnyx/ai/openai_embeddings.hpp"
struct openai_embedding_model_list;    // include "telnyx/ai/openai_embeddings.hpp"

/// Calls under `client.ai.openai.embeddings`. Include `telnyx/ai/openai_embeddings.hpp` to use them.
///
/// Every call throws `invalid_argument_error` immediately if an argument cannot be sent; awaiting it throws the errors
/// listed in `errors.hpp`.
class openai_embeddings_resource {
  public:
    explicit openai_embeddings_resource(std::shared_ptr<core::client_core> core) : core_(std::move(core)) {}

    /// Converts texts into embedding vectors: `POST /ai/openai/embeddings`.
    boost::asio::awaitable<response<openai_embedding_list>>
    create_embeddings(arg<openai_embedding_create_params> params,
                      request_options const& options = request_options()) const;

    /// Lists the embedding models: `GET /ai/openai/embeddings/models`.
    boost::asio::awaitable<response<openai_embedding_model_list>>
    list_embedding_models(request_options const& options = request_options()) const;

  private:
    std::shared_ptr<core::client_core> core_;
};

} // namespace telnyx::ai
