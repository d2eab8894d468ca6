#pragma once

#include "telnyx/ai/openai_embeddings.hpp"
#include "telnyx/core/call.hpp"

namespace telnyx::ai {

TELNYX_DECL boost::asio::awaitable<response<openai_embedding_list>>
openai_embeddings_resource::create_embeddings(arg<openai_embedding_create_params> params,
                                              request_options const& options) const {
    core::prepared_request request("POST", "/ai/openai/embeddings", options);
    core::name_model(*core_, request, params.get());
    request.json_body(params.get());
    return core::call<openai_embedding_list>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<openai_embedding_model_list>>
openai_embeddings_resource::list_embedding_models(request_options const& options) const {
    core::prepared_request request("GET", "/ai/openai/embeddings/models", options);
    return core::call<openai_embedding_model_list>(core_, std::move(request));
}

} // namespace telnyx::ai
