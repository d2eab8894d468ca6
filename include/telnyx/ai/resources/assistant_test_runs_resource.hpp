#pragma once

#include "telnyx/fields/arg.hpp"
#include "telnyx/options/request_options.hpp"
#include "telnyx/options/wait_options.hpp"
#include "telnyx/results/response.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>
#include <string_view>
#include <utility>

namespace telnyx {
template <class T>
class paginator; // include the header of the calls that give it, such as "telnyx/ai/clusters.hpp"
}
namespace telnyx::core {
class client_core;
}

namespace telnyx::ai {

struct assistant_test_run;                // include "telnyx/ai/assistant_tests.hpp"
struct assistant_test_run_list_params;    // include "telnyx/ai/assistant_tests.hpp"
struct assistant_test_run_trigger_params; // include "telnyx/ai/assistant_tests.hpp"

/// Calls under `client.ai.assistants.tests.runs`. Include `telnyx/ai/assistant_tests.hpp` to use them.
///
/// All calls throw `invalid_argument_error` at once for arguments that cannot be sent; their waits throw what
/// `errors.hpp` lists.
class assistant_test_runs_resource {
  public:
    explicit assistant_test_runs_resource(std::shared_ptr<core::client_core> core) : core_(std::move(core)) {}

    /// Lists the runs of a test, page by page: `GET /ai/assistants/tests/{test_id}/runs`.
    paginator<assistant_test_run> list(std::string_view test_id, arg<assistant_test_run_list_params> params,
                                       request_options const& options = request_options()) const;
    /// Lists all runs, with pages of the usual size.
    paginator<assistant_test_run> list(std::string_view test_id,
                                       request_options const& options = request_options()) const;

    /// Reads a run of a test: `GET /ai/assistants/tests/{test_id}/runs/{run_id}`.
    boost::asio::awaitable<response<assistant_test_run>>
    retrieve(std::string_view test_id, std::string_view run_id,
             request_options const& options = request_options()) const;

    /// Starts a test: `POST /ai/assistants/tests/{test_id}/runs`. The answer comes when the run is there; `wait()`
    /// tells when it is over.
    boost::asio::awaitable<response<assistant_test_run>>
    trigger(std::string_view test_id, arg<assistant_test_run_trigger_params> params,
            request_options const& options = request_options()) const;
    /// Starts it with the main version of the assistant.
    boost::asio::awaitable<response<assistant_test_run>>
    trigger(std::string_view test_id, request_options const& options = request_options()) const;

    /// Waits until a run of a test is over, and gives what `retrieve()` says then: `passed` or `failed`, which are both
    /// results of a run.
    ///
    /// Throws `task_failed_error` when the run could not be carried out (`error`), `api_timeout_error` with
    /// `errc::deadline_exceeded` when the time for waiting is over, `api_user_abort_error` when cancelled, and what
    /// `retrieve()` throws; the run itself goes on in the last three cases. `options` hold for each call. A status that
    /// the library does not know counts as running, so a deadline is worth setting.
    boost::asio::awaitable<response<assistant_test_run>> wait(std::string_view test_id, std::string_view run_id,
                                                              wait_options const& waiting = wait_options(),
                                                              request_options const& options = request_options()) const;

  private:
    std::shared_ptr<core::client_core> core_;
};

} // namespace telnyx::ai
