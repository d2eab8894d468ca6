#pragma once

#include "telnyx/ai/resources/assistant_test_suite_runs_resource.hpp"
#include "telnyx/core/resource.hpp"

namespace telnyx::ai {

struct assistant_test_suite_list; // include "telnyx/ai/assistant_tests.hpp"

/// Calls under `client.ai.assistants.tests.test_suites`, including its subgroups. Include
/// `telnyx/ai/assistant_tests.hpp` to use them all.
///
/// A suite is a name that several tests share. Every call throws `invalid_argument_error` immediately if an argument
/// cannot be sent; awaiting it throws the errors listed in `errors.hpp`.
class assistant_test_suites_resource {
  public:
    explicit assistant_test_suites_resource(std::shared_ptr<core::client_core> core)
        : runs(core), core_(std::move(core)) {}

    /// Lists the names of the suites: `GET /ai/assistants/tests/test-suites`.
    boost::asio::awaitable<response<assistant_test_suite_list>>
    list(request_options const& options = request_options()) const;

    assistant_test_suite_runs_resource runs; ///< runs of all tests in a suite

  private:
    std::shared_ptr<core::client_core> core_;
};

} // namespace telnyx::ai
