#pragma once

#include "telnyx/core/resource.hpp"

#include <vector>

namespace telnyx::ai {

struct assistant_test_run;                      // include "telnyx/ai/assistant_tests.hpp"
struct assistant_test_suite_run_list_params;    // include "telnyx/ai/assistant_tests.hpp"
struct assistant_test_suite_run_trigger_params; // include "telnyx/ai/assistant_tests.hpp"

/// Calls under `client.ai.assistants.tests.test_suites.runs`. Include `telnyx/ai/assistant_tests.hpp` to use them.
///
/// Every call throws `invalid_argument_error` immediately if an argument cannot be sent; awaiting it throws the errors
/// listed in `errors.hpp`.
class assistant_test_suite_runs_resource {
  public:
    explicit assistant_test_suite_runs_resource(std::shared_ptr<core::client_core> core) : core_(std::move(core)) {}

    /// Lists the runs of a suite's tests, page by page: `GET /ai/assistants/tests/test-suites/{suite_name}/runs`.
    paginator<assistant_test_run> list(std::string_view suite_name, arg<assistant_test_suite_run_list_params> params,
                                       request_options const& options = request_options()) const;
    /// Lists all runs, with pages of the default size.
    paginator<assistant_test_run> list(std::string_view suite_name,
                                       request_options const& options = request_options()) const;

    /// Starts all tests of a suite and returns a run for each of them:
    /// `POST /ai/assistants/tests/test-suites/{suite_name}/runs`.
    boost::asio::awaitable<response<std::vector<assistant_test_run>>>
    trigger(std::string_view suite_name, arg<assistant_test_suite_run_trigger_params> params,
            request_options const& options = request_options()) const;
    /// Starts the tests with the main version of the assistant.
    boost::asio::awaitable<response<std::vector<assistant_test_run>>>
    trigger(std::string_view suite_name, request_options const& options = request_options()) const;

  private:
    std::shared_ptr<core::client_core> core_;
};

} // namespace telnyx::ai
