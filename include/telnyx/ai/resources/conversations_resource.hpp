#pragma once

#include "telnyx/ai/resources/conversation_messages_resource.hpp"
#include "telnyx/ai/resources/insight_groups_resource.hpp"
#include "telnyx/ai/resources/insights_resource.hpp"
#include "telnyx/core/resource.hpp"

namespace telnyx::ai {

struct conversation;                    // include "telnyx/ai/conversations.hpp"
struct conversation_add_message_params; // include "telnyx/ai/conversations.hpp"
struct conversation_create_params;      // include "telnyx/ai/conversations.hpp"
struct conversation_insights;           // include "telnyx/ai/conversations.hpp"
struct conversation_list;               // include "telnyx/ai/conversations.hpp"
struct conversation_list_params;        // include "telnyx/ai/conversations.hpp"
struct conversation_response;           // include "telnyx/ai/conversations.hpp"
struct conversation_update_params;      // include "telnyx/ai/conversations.hpp"

/// Calls under `client.ai.conversations`, including its subgroups. Include `telnyx/ai/conversations.hpp` to use its own
/// calls.
///
/// Every call throws `invalid_argument_error` immediately if an argument cannot be sent; awaiting it throws the errors
/// listed in `errors.hpp`.
class conversations_resource {
  public:
    explicit conversations_resource(std::shared_ptr<core::client_core> core)
        : insight_groups(core), insights(core), messages(core), core_(std::move(core)) {}

    /// Creates a conversation: `POST /ai/conversations`.
    boost::asio::awaitable<response<conversation>> create(arg<conversation_create_params> params,
                                                          request_options const& options = request_options()) const;
    /// Creates a conversation without a name and metadata.
    boost::asio::awaitable<response<conversation>> create(request_options const& options = request_options()) const;

    /// Retrieves a conversation: `GET /ai/conversations/{conversation_id}`.
    boost::asio::awaitable<response<conversation_response>>
    retrieve(std::string_view conversation_id, request_options const& options = request_options()) const;

    /// Changes a conversation's metadata: `PUT /ai/conversations/{conversation_id}`.
    boost::asio::awaitable<response<conversation_response>>
    update(std::string_view conversation_id, arg<conversation_update_params> params,
           request_options const& options = request_options()) const;
    /// Sends an update that changes nothing.
    boost::asio::awaitable<response<conversation_response>>
    update(std::string_view conversation_id, request_options const& options = request_options()) const;

    /// Lists the conversations that match the filters, in one response: `GET /ai/conversations`.
    boost::asio::awaitable<response<conversation_list>> list(arg<conversation_list_params> params,
                                                             request_options const& options = request_options()) const;
    /// Lists all conversations.
    boost::asio::awaitable<response<conversation_list>> list(request_options const& options = request_options()) const;

    /// Deletes a conversation: `DELETE /ai/conversations/{conversation_id}`.
    boost::asio::awaitable<response<void>> delete_(std::string_view conversation_id,
                                                   request_options const& options = request_options()) const;

    /// Retrieves the results of the insights for a conversation:
    /// `GET /ai/conversations/{conversation_id}/conversations-insights`.
    boost::asio::awaitable<response<conversation_insights>>
    retrieve_conversations_insights(std::string_view conversation_id,
                                    request_options const& options = request_options()) const;

    /// Adds a message to a conversation without generating an answer:
    /// `POST /ai/conversations/{conversation_id}/message`.
    boost::asio::awaitable<response<void>> add_message(std::string_view conversation_id,
                                                       arg<conversation_add_message_params> params,
                                                       request_options const& options = request_options()) const;

    insight_groups_resource insight_groups;  ///< insights that are generated together
    insights_resource insights;              ///< questions answered about each conversation
    conversation_messages_resource messages; ///< messages of a conversation

  private:
    std::shared_ptr<core::client_core> core_;
};

} // namespace telnyx::ai
