#pragma once

#include "telnyx/core/resource.hpp"

namespace telnyx::ai {

struct conversation_message_list; // include "telnyx/ai/conversations.hpp"

/// Calls under `client.ai.conversations.messages`. Include `telnyx/ai/conversations.hpp` to use them.
///
/// Every call throws `invalid_argument_error` immediately if an argument cannot be sent; awaiting it throws the errors
/// listed in `errors.hpp`.
class conversation_messages_resource {
  public:
    explicit conversation_messages_resource(std::shared_ptr<core::client_core> core) : core_(std::move(core)) {}

    /// Lists a conversation's messages, including their tool calls: `GET /ai/conversations/{conversation_id}/messages`.
    boost::asio::awaitable<response<conversation_message_list>>
    list(std::string_view conversation_id, request_options const& options = request_options()) const;

  private:
    std::shared_ptr<core::client_core> core_;
};

} // namespace telnyx::ai
