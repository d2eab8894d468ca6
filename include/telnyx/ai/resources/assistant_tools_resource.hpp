#pragma once

#include "telnyx/core/resource.hpp"

namespace telnyx::ai {

struct assistant_tool_test;        // include "telnyx/ai/assistant_tools.hpp"
struct assistant_tool_test_params; // include "telnyx/ai/assistant_tools.hpp"

/// Calls under `client.ai.assistants.tools`. Include `telnyx/ai/assistant_tools.hpp` to use them.
class assistant_tools_resource {
  public:
    explicit assistant_tools_resource(std::shared_ptr<core::client_core> core) : core_(std::move(core)) {}

    /// Runs a webhook tool of an assistant as a test: `POST /ai/assistants/{assistant_id}/tools/{tool_id}/test`.
    ///
    /// Awaiting the call throws the errors listed in `errors.hpp`.
    ///
    /// @throws invalid_argument_error immediately if an argument cannot be sent
    boost::asio::awaitable<response<assistant_tool_test>>
    test(std::string_view assistant_id, std::string_view tool_id, arg<assistant_tool_test_params> params,
         request_options const& options = request_options()) const;
    /// Runs the tool without any values.
    boost::asio::awaitable<response<assistant_tool_test>>
    test(std::string_view assistant_id, std::string_view tool_id,
         request_options const& options = request_options()) const;

  private:
    std::shared_ptr<core::client_core> core_;
};

} // namespace telnyx::ai
