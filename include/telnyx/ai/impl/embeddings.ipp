#pragma once

#include "telnyx/ai/embeddings.hpp"
#include "telnyx/core/call.hpp"
#include "telnyx/core/wait.hpp"

namespace telnyx::ai {

namespace detail {

inline core::task_progress embedding_progress(embedding_retrieve_response const& report) {
    using enum background_task_status;
    auto const status = report.data.status.value_or(open_enum<background_task_status>());
    return core::progress_of(status, {success, partial_success}, {failure});
}

} // namespace detail

TELNYX_DECL boost::asio::awaitable<response<embedding_response>>
embeddings_resource::create(arg<embedding_create_params> params, request_options const& options) const {
    core::prepared_request request("POST", "/ai/embeddings", options);
    request.take_idempotency_key();
    core::name_model(*core_, request, params.get());
    request.json_body(params.get());
    return core::call<embedding_response>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<embedding_response>>
embeddings_resource::url(arg<embedding_url_params> params, request_options const& options) const {
    core::prepared_request request("POST", "/ai/embeddings/url", options);
    request.take_idempotency_key();
    core::name_model(*core_, request, params.get());
    request.json_body(params.get());
    return core::call<embedding_response>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<embedding_retrieve_response>>
embeddings_resource::retrieve(std::string_view task_id, request_options const& options) const {
    core::prepared_request request("GET", "/ai/embeddings/{task_id}", {{"task_id", task_id}}, options);
    return core::call<embedding_retrieve_response>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<embedding_retrieve_response>>
embeddings_resource::wait(std::string_view task_id, wait_options const& waiting, request_options const& options) const {
    core::prepared_request request("GET", "/ai/embeddings/{task_id}", {{"task_id", task_id}}, options);
    return core::wait<embedding_retrieve_response>(core_, std::move(request), std::string(task_id), waiting,
                                                   detail::embedding_progress);
}

TELNYX_DECL boost::asio::awaitable<response<embedding_list>>
embeddings_resource::list(arg<embedding_list_params> params, request_options const& options) const {
    core::prepared_request request("GET", "/ai/embeddings", options);
    request.query(params.get());
    return core::call<embedding_list>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<embedding_list>>
embeddings_resource::list(request_options const& options) const {
    embedding_list_params const unfinished;
    return list(unfinished, options);
}

TELNYX_DECL boost::asio::awaitable<response<embedding_similarity_search_response>>
embeddings_resource::similarity_search(arg<embedding_similarity_search_params> params,
                                       request_options const& options) const {
    core::prepared_request request("POST", "/ai/embeddings/similarity-search", options);
    core::name_model(*core_, request, params.get());
    request.json_body(params.get());
    return core::call<embedding_similarity_search_response>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<embedding_bucket>>
embedding_buckets_resource::retrieve(std::string_view bucket_name, request_options const& options) const {
    core::prepared_request request("GET", "/ai/embeddings/buckets/{bucket_name}", {{"bucket_name", bucket_name}},
                                   options);
    return core::call<embedding_bucket>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<embedding_bucket_list>>
embedding_buckets_resource::list(request_options const& options) const {
    core::prepared_request request("GET", "/ai/embeddings/buckets", options);
    return core::call<embedding_bucket_list>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<void>>
embedding_buckets_resource::delete_(std::string_view bucket_name, request_options const& options) const {
    core::prepared_request request("DELETE", "/ai/embeddings/buckets/{bucket_name}", {{"bucket_name", bucket_name}},
                                   options);
    return core::call_empty(core_, std::move(request));
}

} // namespace telnyx::ai
