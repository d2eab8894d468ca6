#pragma once

#include "telnyx/ai/resources/assistant_tests_resource.hpp"
#include "telnyx/ai/resources/assistant_tools_resource.hpp"
#include "telnyx/ai/resources/assistant_versions_resource.hpp"
#include "telnyx/ai/resources/canary_deploys_resource.hpp"
#include "telnyx/ai/resources/scheduled_events_resource.hpp"
#include "telnyx/core/resource.hpp"

#include <string>

namespace telnyx::ai {

struct assistant;                   // include "telnyx/ai/assistants.hpp" or "telnyx/ai/assistant_versions.hpp"
struct assistant_chat_params;       // include "telnyx/ai/assistants.hpp"
struct assistant_chat_response;     // include "telnyx/ai/assistants.hpp"
struct assistant_create_params;     // include "telnyx/ai/assistants.hpp"
struct assistant_delete_response;   // include "telnyx/ai/assistants.hpp"
struct assistant_imports_params;    // include "telnyx/ai/assistants.hpp"
struct assistant_retrieve_params;   // include "telnyx/ai/assistants.hpp"
struct assistant_send_sms_params;   // include "telnyx/ai/assistants.hpp"
struct assistant_send_sms_response; // include "telnyx/ai/assistants.hpp"
struct assistant_update_params;     // include "telnyx/ai/assistants.hpp"
struct assistants_list;             // include "telnyx/ai/assistants.hpp" or "telnyx/ai/assistant_versions.hpp"

/// Calls under `client.ai.assistants`, including its subgroups. Include `telnyx/ai/assistants.hpp` to use the calls.
///
/// An assistant is a model with instructions, tools and a voice that talks to people. Every call throws
/// `invalid_argument_error` immediately if an argument cannot be sent; awaiting it throws the errors listed in
/// `errors.hpp`.
class assistants_resource {
  public:
    explicit assistants_resource(std::shared_ptr<core::client_core> core)
        : tests(core),
          canary_deploys(core),
          scheduled_events(core),
          tools(core),
          versions(core),
          core_(std::move(core)) {}

    /// Lists all assistants: `GET /ai/assistants`.
    boost::asio::awaitable<response<assistants_list>> list(request_options const& options = request_options()) const;

    /// Creates an assistant: `POST /ai/assistants`.
    boost::asio::awaitable<response<assistant>> create(arg<assistant_create_params> params,
                                                       request_options const& options = request_options()) const;

    /// Imports assistants from another provider: `POST /ai/assistants/import`. Assistants imported before are replaced
    /// by the provider's current version.
    boost::asio::awaitable<response<assistants_list>> imports(arg<assistant_imports_params> params,
                                                              request_options const& options = request_options()) const;

    /// Retrieves an assistant: `GET /ai/assistants/{assistant_id}`.
    boost::asio::awaitable<response<assistant>> retrieve(std::string_view assistant_id,
                                                         arg<assistant_retrieve_params> params,
                                                         request_options const& options = request_options()) const;
    /// Retrieves the assistant as it is stored.
    boost::asio::awaitable<response<assistant>> retrieve(std::string_view assistant_id,
                                                         request_options const& options = request_options()) const;

    /// Changes an assistant: `POST /ai/assistants/{assistant_id}`. Omitted members keep their value.
    boost::asio::awaitable<response<assistant>> update(std::string_view assistant_id,
                                                       arg<assistant_update_params> params,
                                                       request_options const& options = request_options()) const;

    /// Deletes an assistant: `DELETE /ai/assistants/{assistant_id}`.
    boost::asio::awaitable<response<assistant_delete_response>>
    delete_(std::string_view assistant_id, request_options const& options = request_options()) const;

    /// Sends a message to an assistant and waits for its answer: `POST /ai/assistants/{assistant_id}/chat`.
    boost::asio::awaitable<response<assistant_chat_response>>
    chat(std::string_view assistant_id, arg<assistant_chat_params> params,
         request_options const& options = request_options()) const;

    /// Copies an assistant, without its settings for calls and text messages:
    /// `POST /ai/assistants/{assistant_id}/clone`.
    boost::asio::awaitable<response<assistant>> clone(std::string_view assistant_id,
                                                      request_options const& options = request_options()) const;

    /// Returns the TeXML document (XML) that connects calls to an assistant: `GET /ai/assistants/{assistant_id}/texml`.
    boost::asio::awaitable<response<std::string>> get_texml(std::string_view assistant_id,
                                                            request_options const& options = request_options()) const;

    /// Makes an assistant send a text message: `POST /ai/assistants/{assistant_id}/chat/sms`.
    boost::asio::awaitable<response<assistant_send_sms_response>>
    send_sms(std::string_view assistant_id, arg<assistant_send_sms_params> params,
             request_options const& options = request_options()) const;

    assistant_tests_resource tests;             ///< test conversations and their evaluation
    canary_deploys_resource canary_deploys;     ///< tests of new versions with a share of the traffic
    scheduled_events_resource scheduled_events; ///< calls and text messages at a later time
    assistant_tools_resource tools;             ///< test runs of webhook tools
    assistant_versions_resource versions;       ///< versions of an assistant

  private:
    std::shared_ptr<core::client_core> core_;
};

} // namespace telnyx::ai
