#pragma once

#include "telnyx/ai/fine_tuning.hpp"
#include "telnyx/core/call.hpp"

#include <utility>

namespace telnyx::ai {

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

} // namespace telnyx::ai
