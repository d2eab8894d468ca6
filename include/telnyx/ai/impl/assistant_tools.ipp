#pragma once

#include "telnyx/ai/assistant_tools.hpp"
#include "telnyx/core/call.hpp"

#include <utility>

namespace telnyx::ai {

TELNYX_DECL boost::asio::awaitable<response<assistant_tool_test>>
assistant_tools_resource::test(std::string_view assistant_id, std::string_view tool_id,
                               arg<assistant_tool_test_params> params, request_options const& options) const {
    core::prepared_request request("POST", "/ai/assistants/{assistant_id}/tools/{tool_id}/test",
                                   {{"assistant_id", assistant_id}, {"tool_id", tool_id}}, options);
    request.act_in_the_world();
    request.json_body(params.get());
    return core::call<assistant_tool_test>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<assistant_tool_test>>
assistant_tools_resource::test(std::string_view assistant_id, std::string_view tool_id,
                               request_options const& options) const {
    assistant_tool_test_params const nothing;
    return test(assistant_id, tool_id, nothing, options);
}

} // namespace telnyx::ai
