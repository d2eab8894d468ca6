#pragma once

#include "telnyx/core/resource.hpp"
#include "telnyx/options/wait_options.hpp"

namespace telnyx {
template <class T>
class paginator;       // include the header of the calls that return it, such as "telnyx/ai/clusters.hpp"
struct binary_content; // include "telnyx/ai/clusters.hpp"
} // namespace telnyx

namespace telnyx::ai {

struct cluster_compute_params;     // include "telnyx/ai/clusters.hpp"
struct cluster_compute_response;   // include "telnyx/ai/clusters.hpp"
struct cluster_fetch_graph_params; // include "telnyx/ai/clusters.hpp"
struct cluster_list_params;        // include "telnyx/ai/clusters.hpp"
struct cluster_retrieve_params;    // include "telnyx/ai/clusters.hpp"
struct cluster_retrieve_response;  // include "telnyx/ai/clusters.hpp"
struct cluster_task;               // include "telnyx/ai/clusters.hpp"

/// Calls under `client.ai.clusters`. Include `telnyx/ai/clusters.hpp` to use them.
///
/// Clustering groups the texts of an embedded storage bucket by subject. Every call throws `invalid_argument_error`
/// immediately if an argument cannot be sent; awaiting it throws the errors listed in `errors.hpp`.
class clusters_resource {
  public:
    explicit clusters_resource(std::shared_ptr<core::client_core> core) : core_(std::move(core)) {}

    /// Starts a task: `POST /ai/clusters`. `wait()` waits until it has ended.
    boost::asio::awaitable<response<cluster_compute_response>>
    compute(arg<cluster_compute_params> params, request_options const& options = request_options()) const;

    /// Retrieves the state and the results of a task: `GET /ai/clusters/{task_id}`.
    boost::asio::awaitable<response<cluster_retrieve_response>>
    retrieve(std::string_view task_id, arg<cluster_retrieve_params> params,
             request_options const& options = request_options()) const;
    /// Retrieves the task without subclusters and texts.
    boost::asio::awaitable<response<cluster_retrieve_response>>
    retrieve(std::string_view task_id, request_options const& options = request_options()) const;

    /// Waits until a task has ended, then returns the result of `retrieve()`.
    ///
    /// `options` apply to each request. Also throws the errors of `retrieve()`. The task itself continues after a
    /// timeout, a cancellation or an error of `retrieve()`. A status unknown to the library counts as running, so set a
    /// deadline.
    ///
    /// @throws task_failed_error if the task ended as `failed`
    /// @throws api_timeout_error with `errc::deadline_exceeded` if the waiting time has expired
    /// @throws api_user_abort_error if cancelled
    boost::asio::awaitable<response<cluster_retrieve_response>>
    wait(std::string_view task_id, arg<cluster_retrieve_params> params, wait_options const& waiting = wait_options(),
         request_options const& options = request_options()) const;
    /// Waits in the same way and returns the result without subclusters and texts.
    boost::asio::awaitable<response<cluster_retrieve_response>>
    wait(std::string_view task_id, wait_options const& waiting = wait_options(),
         request_options const& options = request_options()) const;

    /// Lists the tasks, page by page: `GET /ai/clusters`.
    paginator<cluster_task> list(arg<cluster_list_params> params,
                                 request_options const& options = request_options()) const;
    /// Lists the tasks, with pages of the default size.
    paginator<cluster_task> list(request_options const& options = request_options()) const;

    /// Deletes a task and its result: `DELETE /ai/clusters/{task_id}`.
    boost::asio::awaitable<response<void>> delete_(std::string_view task_id,
                                                   request_options const& options = request_options()) const;

    /// Fetches an image of the clusters, usually `image/png`: `GET /ai/clusters/{task_id}/graph`.
    boost::asio::awaitable<response<binary_content>>
    fetch_graph(std::string_view task_id, arg<cluster_fetch_graph_params> params,
                request_options const& options = request_options()) const;
    /// Fetches an image of all clusters.
    boost::asio::awaitable<response<binary_content>>
    fetch_graph(std::string_view task_id, request_options const& options = request_options()) const;

  private:
    std::shared_ptr<core::client_core> core_;
};

} // namespace telnyx::ai
