#pragma once

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

struct fine_tuning_job;               // include "telnyx/ai/fine_tuning.hpp"
struct fine_tuning_job_create_params; // include "telnyx/ai/fine_tuning.hpp"
struct fine_tuning_job_list;          // include "telnyx/ai/fine_tuning.hpp"

/// Calls under `client.ai.fine_tuning.jobs`. Include `telnyx/ai/fine_tuning.hpp` to use them.
///
/// A fine-tuning job adapts a model to examples. All calls throw `invalid_argument_error` at once for arguments that
/// cannot be sent; their waits throw what `errors.hpp` lists.
class fine_tuning_jobs_resource {
  public:
    explicit fine_tuning_jobs_resource(std::shared_ptr<core::client_core> core) : core_(std::move(core)) {}

    /// Lists all jobs: `GET /ai/fine_tuning/jobs`.
    boost::asio::awaitable<response<fine_tuning_job_list>>
    list(request_options const& options = request_options()) const;

    /// Starts a job: `POST /ai/fine_tuning/jobs`. The answer comes when the job is there; `wait()` tells when it is
    /// over.
    boost::asio::awaitable<response<fine_tuning_job>> create(arg<fine_tuning_job_create_params> params,
                                                             request_options const& options = request_options()) const;

    /// Reads how far a job is: `GET /ai/fine_tuning/jobs/{job_id}`.
    boost::asio::awaitable<response<fine_tuning_job>>
    retrieve(std::string_view job_id, request_options const& options = request_options()) const;

    /// Gives a job up: `POST /ai/fine_tuning/jobs/{job_id}/cancel`.
    boost::asio::awaitable<response<fine_tuning_job>> cancel(std::string_view job_id,
                                                             request_options const& options = request_options()) const;

    /// Waits until a job is over, and gives what `retrieve()` says then.
    ///
    /// Throws `task_failed_error` when the job ended as `failed` or `cancelled`, `api_timeout_error` with
    /// `errc::deadline_exceeded` when the time for waiting is over, `api_user_abort_error` when cancelled, and what
    /// `retrieve()` throws; the job itself goes on in the last three cases. `options` hold for each call. A status that
    /// the library does not know counts as running, so a deadline is worth setting.
    boost::asio::awaitable<response<fine_tuning_job>> wait(std::string_view job_id,
                                                           wait_options const& waiting = wait_options(),
                                                           request_options const& options = request_options()) const;

  private:
    std::shared_ptr<core::client_core> core_;
};

} // namespace telnyx::ai
