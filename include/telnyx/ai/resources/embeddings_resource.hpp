#pragma once

#include "telnyx/ai/resources/embedding_buckets_resource.hpp"
#include "telnyx/base/config.hpp"
#include "telnyx/fields/arg.hpp"
#include "telnyx/options/request_options.hpp"
#include "telnyx/options/wait_options.hpp"
#include "telnyx/results/response.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>
#include <string_view>
#include <utility>

namespace telnyx::core {
class client_core;
}

namespace telnyx::ai {

struct embedding_create_params;              // include "telnyx/ai/embeddings.hpp"
struct embedding_list;                       // include "telnyx/ai/embeddings.hpp"
struct embedding_list_params;                // include "telnyx/ai/embeddings.hpp"
struct embedding_response;                   // include "telnyx/ai/embeddings.hpp"
struct embedding_retrieve_response;          // include "telnyx/ai/embeddings.hpp"
struct embedding_similarity_search_params;   // include "telnyx/ai/embeddings.hpp"
struct embedding_similarity_search_response; // include "telnyx/ai/embeddings.hpp"
struct embedding_url_params;                 // include "telnyx/ai/embeddings.hpp"

/// Calls under `client.ai.embeddings`, and the group of calls below it. Include `telnyx/ai/embeddings.hpp` to use them.
///
/// Embedding documents cuts them into pieces and turns these into vectors that can be searched for what they mean. All
/// calls throw `invalid_argument_error` at once for arguments that cannot be sent; their waits throw what `errors.hpp`
/// lists.
class embeddings_resource {
  public:
    explicit embeddings_resource(std::shared_ptr<core::client_core> core) : buckets(core), core_(std::move(core)) {}

    /// Starts to embed the files of a storage bucket: `POST /ai/embeddings`. `wait()` tells when it is done.
    boost::asio::awaitable<response<embedding_response>>
    create(arg<embedding_create_params> params, request_options const& options = request_options()) const;

    /// Starts to embed a website, with the pages of the same domain that can be reached from it:
    /// `POST /ai/embeddings/url`. `wait()` tells when it is done.
    boost::asio::awaitable<response<embedding_response>> url(arg<embedding_url_params> params,
                                                             request_options const& options = request_options()) const;

    /// Tells how far a task is: `GET /ai/embeddings/{task_id}`.
    boost::asio::awaitable<response<embedding_retrieve_response>>
    retrieve(std::string_view task_id, request_options const& options = request_options()) const;

    /// Waits until a task has ended, and gives what `retrieve()` says then. A task that embedded some of the files
    /// only, status `partial_success`, counts as done.
    ///
    /// Throws `task_failed_error` when the task ended as `failure`, `api_timeout_error` with `errc::deadline_exceeded`
    /// when the time for waiting is over, `api_user_abort_error` when cancelled, and what `retrieve()` throws; the task
    /// itself goes on in the last three cases. `options` hold for each call. A status that the library does not know
    /// counts as running, so a deadline is worth setting.
    boost::asio::awaitable<response<embedding_retrieve_response>>
    wait(std::string_view task_id, wait_options const& waiting = wait_options(),
         request_options const& options = request_options()) const;

    /// Lists tasks in certain states: `GET /ai/embeddings`.
    boost::asio::awaitable<response<embedding_list>> list(arg<embedding_list_params> params,
                                                          request_options const& options = request_options()) const;
    /// Lists the tasks that have not ended.
    boost::asio::awaitable<response<embedding_list>> list(request_options const& options = request_options()) const;

    /// Finds the pieces of a bucket's documents that are closest in meaning to a text:
    /// `POST /ai/embeddings/similarity-search`.
    boost::asio::awaitable<response<embedding_similarity_search_response>>
    similarity_search(arg<embedding_similarity_search_params> params,
                      request_options const& options = request_options()) const;

    embedding_buckets_resource buckets; ///< which buckets are embedded

  private:
    std::shared_ptr<core::client_core> core_;
};

} // namespace telnyx::ai
