#pragma once

#include "telnyx/core/resource.hpp"
#include "telnyx/options/wait_options.hpp"

namespace telnyx::ai {

struct assistant_test_run;                // include "telnyx/ai/assistant_tests.hpp"
struct assistant_test_run_list_params;    // include "telnyx/ai/assistant_tests.hpp"
struct assistant_test_run_trigger_params; // include "telnyx/ai/assistant_tests.hpp"

/// Calls under `client.ai.assistants.tests.runs`. Include `telnyx/ai/assistant_tests.hpp` to use them.
///
/// Every call throws `invalid_argument_error` immediately if an argument cannot be sent; awaiting it throws the errors
/// listed in `errors.hpp`.
class assistant_test_runs_resource {
  public:
    explicit assistant_test_runs_resource(std::shared_ptr<core::client_core> core) : core_(std::move(core)) {}

    /// Lists the runs of a test, page by page: `GET /ai/assistants/tests/{test_id}/runs`.
    paginator<assistant_test_run> list(std::string_view test_id, arg<assistant_test_run_list_params> params,
                                       request_options const& options = request_options()) const;
    /// Lists all runs, with pages of the default size.
    paginator<assistant_test_run> list(std::string_view test_id,
                                       request_options const& options = request_options()) const;

    /// Retrieves a run of a test: `GET /ai/assistants/tests/{test_id}/runs/{run_id}`.
    boost::asio::awaitable<response<assistant_test_run>>
    retrieve(std::string_view test_id, std::string_view run_id,
             request_options const& options = request_options()) const;

    /// Starts a test: `POST /ai/assistants/tests/{test_id}/runs`. The response arrives as soon as the run exists;
    /// `wait()` waits until it has ended.
    boost::asio::awaitable<response<assistant_test_run>>
    trigger(std::string_view test_id, arg<assistant_test_run_trigger_params> params,
            request_options const& options = request_options()) const;
    /// Starts the test with the main version of the assistant.
    boost::asio::awaitable<response<assistant_test_run>>
    trigger(std::string_view test_id, request_options const& options = request_options()) const;

    /// Waits until a run of a test has ended, then returns the result of `retrieve()`: `passed` or `failed`, both of
    /// which are normal results.
    ///
    /// `options` apply to each request. Also throws the errors of `retrieve()`. The run itself continues after a
    /// timeout, a cancellation or an error of `retrieve()`. A status unknown to the library counts as running, so set a
    /// deadline.
    ///
    /// @throws task_failed_error if the run could not be carried out (`error`)
    /// @throws api_timeout_error with `errc::deadline_exceeded` if the waiting time has expired
    /// @throws api_user_abort_error if cancelled
    boost::asio::awaitable<response<assistant_test_run>> wait(std::string_view test_id, std::string_view run_id,
                                                              wait_options const& waiting = wait_options(),
                                                              request_options const& options = request_options()) const;

  private:
    std::shared_ptr<core::client_core> core_;
};

} // namespace telnyx::ai
