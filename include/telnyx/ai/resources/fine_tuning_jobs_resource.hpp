#pragma once

#include "telnyx/core/resource.hpp"
#include "telnyx/options/wait_options.hpp"

namespace telnyx::ai {

struct fine_tuning_job;               // include "telnyx/ai/fine_tuning.hpp"
struct fine_tuning_job_create_params; // include "telnyx/ai/fine_tuning.hpp"
struct fine_tuning_job_list;          // include "telnyx/ai/fine_tuning.hpp"

/// Calls under `client.ai.fine_tuning.jobs`. Include `telnyx/ai/fine_tuning.hpp` to use them.
///
/// A fine-tuning job adapts a model to examples. Every call throws `invalid_argument_error` immediately if an argument
/// cannot be sent; awaiting it throws the errors listed in `errors.hpp`.
class fine_tuning_jobs_resource {
  public:
    explicit fine_tuning_jobs_resource(std::shared_ptr<core::client_core> core) : core_(std::move(core)) {}

    /// Lists all jobs: `GET /ai/fine_tuning/jobs`.
    boost::asio::awaitable<response<fine_tuning_job_list>>
    list(request_options const& options = request_options()) const;

    /// Starts a job: `POST /ai/fine_tuning/jobs`. The response arrives as soon as the job exists; `wait()` waits until
    /// it has ended.
    boost::asio::awaitable<response<fine_tuning_job>> create(arg<fine_tuning_job_create_params> params,
                                                             request_options const& options = request_options()) const;

    /// Retrieves the state of a job: `GET /ai/fine_tuning/jobs/{job_id}`.
    boost::asio::awaitable<response<fine_tuning_job>>
    retrieve(std::string_view job_id, request_options const& options = request_options()) const;

    /// Cancels a job: `POST /ai/fine_tuning/jobs/{job_id}/cancel`.
    boost::asio::awaitable<response<fine_tuning_job>> cancel(std::string_view job_id,
                                                             request_options const& options = request_options()) const;

    /// Waits until a job has ended, then returns the result of `retrieve()`.
    ///
    /// `options` apply to each request. Also throws the errors of `retrieve()`. The job itself continues after a
    /// timeout, a cancellation or an error of `retrieve()`. A status unknown to the library counts as running, so set a
    /// deadline.
    ///
    /// @throws task_failed_error if the job ended as `failed` or `cancelled`
    /// @throws api_timeout_error with `errc::deadline_exceeded` if the waiting time has expired
    /// @throws api_user_abort_error if cancelled
    boost::asio::awaitable<response<fine_tuning_job>> wait(std::string_view job_id,
                                                           wait_options const& waiting = wait_options(),
                                                           request_options const& options = request_options()) const;

  private:
    std::shared_ptr<core::client_core> core_;
};

} // namespace telnyx::ai
