#pragma once

#include "telnyx/ai/fine_tuning.hpp"
#include "telnyx/core/call.hpp"
#include "telnyx/core/wait.hpp"

#include <utility>

namespace telnyx::ai {

namespace detail {

inline core::task_progress job_progress(fine_tuning_job const& job) {
    using status = fine_tuning_job::job_status;
    return core::progress_of(job.status, {status::succeeded}, {status::failed, status::cancelled});
}

} // namespace detail

TELNYX_DECL boost::asio::awaitable<response<fine_tuning_job_list>>
fine_tuning_jobs_resource::list(request_options const& options) const {
    core::prepared_request request("GET", "/ai/fine_tuning/jobs", options);
    return core::call<fine_tuning_job_list>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<fine_tuning_job>>
fine_tuning_jobs_resource::create(arg<fine_tuning_job_create_params> params, request_options const& options) const {
    core::prepared_request request("POST", "/ai/fine_tuning/jobs", options);
    request.json_body(params.get());
    return core::call<fine_tuning_job>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<fine_tuning_job>>
fine_tuning_jobs_resource::retrieve(std::string_view job_id, request_options const& options) const {
    core::prepared_request request("GET", "/ai/fine_tuning/jobs/{job_id}", {{"job_id", job_id}}, options);
    return core::call<fine_tuning_job>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<fine_tuning_job>>
fine_tuning_jobs_resource::cancel(std::string_view job_id, request_options const& options) const {
    core::prepared_request request("POST", "/ai/fine_tuning/jobs/{job_id}/cancel", {{"job_id", job_id}}, options);
    return core::call<fine_tuning_job>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<fine_tuning_job>>
fine_tuning_jobs_resource::wait(std::string_view job_id, wait_options const& waiting,
                                request_options const& options) const {
    core::prepared_request request("GET", "/ai/fine_tuning/jobs/{job_id}", {{"job_id", job_id}}, options);
    return core::wait<fine_tuning_job>(core_, std::move(request), std::string(job_id), waiting, detail::job_progress);
}

} // namespace telnyx::ai
