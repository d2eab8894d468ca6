#pragma once

#include "telnyx/ai/clusters.hpp"
#include "telnyx/core/call.hpp"
#include "telnyx/core/wait.hpp"
#include "telnyx/lists/list.hpp"

namespace telnyx::ai {

namespace detail {

inline core::task_progress cluster_progress(cluster_retrieve_response const& report) {
    return core::progress_of(report.data.status, {task_status::completed}, {task_status::failed});
}

} // namespace detail

TELNYX_DECL boost::asio::awaitable<response<cluster_compute_response>>
clusters_resource::compute(arg<cluster_compute_params> params, request_options const& options) const {
    core::prepared_request request("POST", "/ai/clusters", options);
    request.json_body(params.get());
    return core::call<cluster_compute_response>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<cluster_retrieve_response>>
clusters_resource::retrieve(std::string_view task_id, arg<cluster_retrieve_params> params,
                            request_options const& options) const {
    core::prepared_request request("GET", "/ai/clusters/{task_id}", {{"task_id", task_id}}, options);
    request.query(params.get());
    return core::call<cluster_retrieve_response>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<cluster_retrieve_response>>
clusters_resource::retrieve(std::string_view task_id, request_options const& options) const {
    cluster_retrieve_params const brief;
    return retrieve(task_id, brief, options);
}

TELNYX_DECL boost::asio::awaitable<response<cluster_retrieve_response>>
clusters_resource::wait(std::string_view task_id, arg<cluster_retrieve_params> params, wait_options const& waiting,
                        request_options const& options) const {
    core::prepared_request request("GET", "/ai/clusters/{task_id}", {{"task_id", task_id}}, options);
    request.query(params.get());
    return core::wait<cluster_retrieve_response>(core_, std::move(request), std::string(task_id), waiting,
                                                 detail::cluster_progress);
}

TELNYX_DECL boost::asio::awaitable<response<cluster_retrieve_response>>
clusters_resource::wait(std::string_view task_id, wait_options const& waiting, request_options const& options) const {
    cluster_retrieve_params const brief;
    return wait(task_id, brief, waiting, options);
}

TELNYX_DECL paginator<cluster_task> clusters_resource::list(arg<cluster_list_params> params,
                                                            request_options const& options) const {
    core::prepared_request request("GET", "/ai/clusters", options);
    request.query(params.get());
    return lists::list<cluster_task>(core_, std::move(request), lists::page_style::data_and_meta);
}

TELNYX_DECL paginator<cluster_task> clusters_resource::list(request_options const& options) const {
    cluster_list_params const all;
    return list(all, options);
}

TELNYX_DECL boost::asio::awaitable<response<void>> clusters_resource::delete_(std::string_view task_id,
                                                                              request_options const& options) const {
    core::prepared_request request("DELETE", "/ai/clusters/{task_id}", {{"task_id", task_id}}, options);
    return core::call_empty(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<binary_content>>
clusters_resource::fetch_graph(std::string_view task_id, arg<cluster_fetch_graph_params> params,
                               request_options const& options) const {
    core::prepared_request request("GET", "/ai/clusters/{task_id}/graph", {{"task_id", task_id}}, options);
    request.query(params.get());
    request.accept("image/png");
    return core::call_binary(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<binary_content>>
clusters_resource::fetch_graph(std::string_view task_id, request_options const& options) const {
    cluster_fetch_graph_params const all;
    return fetch_graph(task_id, all, options);
}

} // namespace telnyx::ai
