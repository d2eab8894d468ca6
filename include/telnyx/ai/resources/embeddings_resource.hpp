#pragma once

#include "telnyx/ai/resources/embedding_buckets_resource.hpp"
#include "telnyx/core/resource.hpp"
#include "telnyx/options/wait_options.hpp"

namespace telnyx::ai {

struct embedding_create_params;              // include "telnyx/ai/embeddings.hpp"
struct embedding_list;                       // include "telnyx/ai/embeddings.hpp"
struct embedding_list_params;                // include "telnyx/ai/embeddings.hpp"
struct embedding_response;                   // include "telnyx/ai/embeddings.hpp"
struct embedding_retrieve_response;          // include "telnyx/ai/embeddings.hpp"
struct embedding_similarity_search_params;   // include "telnyx/ai/embeddings.hpp"
struct embedding_similarity_search_response; // include "telnyx/ai/embeddings.hpp"
struct embedding_url_params;                 // include "telnyx/ai/embeddings.hpp"

/// Calls under `client.ai.embeddings`, including its subgroup. Include `telnyx/ai/embeddings.hpp` to use them.
///
/// Embedding splits documents into chunks and converts these into vectors that can be searched by meaning. Every call
/// throws `invalid_argument_error` immediately if an argument cannot be sent; awaiting it throws the errors listed in
/// `errors.hpp`.
class embeddings_resource {
  public:
    explicit embeddings_resource(std::shared_ptr<core::client_core> core) : buckets(core), core_(std::move(core)) {}

    /// Starts embedding the files of a storage bucket: `POST /ai/embeddings`. `wait()` waits until it has ended.
    boost::asio::awaitable<response<embedding_response>>
    create(arg<embedding_create_params> params, request_options const& options = request_options()) const;

    /// Starts embedding a website, including the linked pages of the same domain: `POST /ai/embeddings/url`. `wait()`
    /// waits until it has ended.
    boost::asio::awaitable<response<embedding_response>> url(arg<embedding_url_params> params,
                                                             request_options const& options = request_options()) const;

    /// Retrieves the state of a task: `GET /ai/embeddings/{task_id}`.
    boost::asio::awaitable<response<embedding_retrieve_response>>
    retrieve(std::string_view task_id, request_options const& options = request_options()) const;

    /// Waits until a task has ended, then returns the result of `retrieve()`. A task that embedded only some of the
    /// files, status `partial_success`, counts as successful.
    ///
    /// `options` apply to each request. Also throws the errors of `retrieve()`. The task itself continues after a
    /// timeout, a cancellation or an error of `retrieve()`. A status unknown to the library counts as running, so set a
    /// deadline.
    ///
    /// @throws task_failed_error if the task ended as `failure`
    /// @throws api_timeout_error with `errc::deadline_exceeded` if the waiting time has expired
    /// @throws api_user_abort_error if cancelled
    boost::asio::awaitable<response<embedding_retrieve_response>>
    wait(std::string_view task_id, wait_options const& waiting = wait_options(),
         request_options const& options = request_options()) const;

    /// Lists the tasks with the given statuses: `GET /ai/embeddings`.
    boost::asio::awaitable<response<embedding_list>> list(arg<embedding_list_params> params,
                                                          request_options const& options = request_options()) const;
    /// Lists the tasks that have not ended.
    boost::asio::awaitable<response<embedding_list>> list(request_options const& options = request_options()) const;

    /// Finds the document chunks in a bucket that are closest in meaning to a text:
    /// `POST /ai/embeddings/similarity-search`.
    boost::asio::awaitable<response<embedding_similarity_search_response>>
    similarity_search(arg<embedding_similarity_search_params> params,
                      request_options const& options = request_options()) const;

    embedding_buckets_resource buckets; ///< embedded buckets

  private:
    std::shared_ptr<core::client_core> core_;
};

} // namespace telnyx::ai
