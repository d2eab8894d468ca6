#pragma once

#include "telnyx/ai/resources/assistant_test_runs_resource.hpp"
#include "telnyx/ai/resources/assistant_test_suites_resource.hpp"
#include "telnyx/core/resource.hpp"

namespace telnyx::ai {

struct assistant_test;               // include "telnyx/ai/assistant_tests.hpp"
struct assistant_test_create_params; // include "telnyx/ai/assistant_tests.hpp"
struct assistant_test_list_params;   // include "telnyx/ai/assistant_tests.hpp"
struct assistant_test_update_params; // include "telnyx/ai/assistant_tests.hpp"

/// Calls under `client.ai.assistants.tests`, including its subgroups. Include `telnyx/ai/assistant_tests.hpp` to use
/// them all.
///
/// A test is a conversation with an assistant, followed by an evaluation of the assistant. Every call throws
/// `invalid_argument_error` immediately if an argument cannot be sent; awaiting it throws the errors listed in
/// `errors.hpp`.
class assistant_tests_resource {
  public:
    explicit assistant_tests_resource(std::shared_ptr<core::client_core> core)
        : test_suites(core), runs(core), core_(std::move(core)) {}

    /// Lists the tests, page by page: `GET /ai/assistants/tests`.
    paginator<assistant_test> list(arg<assistant_test_list_params> params,
                                   request_options const& options = request_options()) const;
    /// Lists all tests, with pages of the default size.
    paginator<assistant_test> list(request_options const& options = request_options()) const;

    /// Creates a test: `POST /ai/assistants/tests`.
    boost::asio::awaitable<response<assistant_test>> create(arg<assistant_test_create_params> params,
                                                            request_options const& options = request_options()) const;

    /// Retrieves a test: `GET /ai/assistants/tests/{test_id}`.
    boost::asio::awaitable<response<assistant_test>> retrieve(std::string_view test_id,
                                                              request_options const& options = request_options()) const;

    /// Changes a test: `PUT /ai/assistants/tests/{test_id}`. Omitted members keep their value.
    boost::asio::awaitable<response<assistant_test>> update(std::string_view test_id,
                                                            arg<assistant_test_update_params> params,
                                                            request_options const& options = request_options()) const;

    /// Deletes a test and all data that belongs to it: `DELETE /ai/assistants/tests/{test_id}`.
    boost::asio::awaitable<response<void>> delete_(std::string_view test_id,
                                                   request_options const& options = request_options()) const;

    assistant_test_suites_resource test_suites; ///< groups of tests
    assistant_test_runs_resource runs;          ///< runs of one test

  private:
    std::shared_ptr<core::client_core> core_;
};

} // namespace telnyx::ai
