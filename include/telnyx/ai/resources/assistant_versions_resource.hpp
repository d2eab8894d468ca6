#pragma once

#include "telnyx/core/resource.hpp"

namespace telnyx::ai {

struct assistant;                         // include "telnyx/ai/assistants.hpp" or "telnyx/ai/assistant_versions.hpp"
struct assistant_version_retrieve_params; // include "telnyx/ai/assistant_versions.hpp"
struct assistant_version_update_params;   // include "telnyx/ai/assistant_versions.hpp"
struct assistants_list;                   // include "telnyx/ai/assistants.hpp" or "telnyx/ai/assistant_versions.hpp"

/// Calls under `client.ai.assistants.versions`. Include `telnyx/ai/assistant_versions.hpp` to use them.
///
/// Every call throws `invalid_argument_error` immediately if an argument cannot be sent; awaiting it throws the errors
/// listed in `errors.hpp`.
class assistant_versions_resource {
  public:
    explicit assistant_versions_resource(std::shared_ptr<core::client_core> core) : core_(std::move(core)) {}

    /// Lists the versions of an assistant: `GET /ai/assistants/{assistant_id}/versions`.
    boost::asio::awaitable<response<assistants_list>> list(std::string_view assistant_id,
                                                           request_options const& options = request_options()) const;

    /// Retrieves a version of an assistant: `GET /ai/assistants/{assistant_id}/versions/{version_id}`.
    boost::asio::awaitable<response<assistant>> retrieve(std::string_view assistant_id, std::string_view version_id,
                                                         arg<assistant_version_retrieve_params> params,
                                                         request_options const& options = request_options()) const;
    /// Retrieves the version as it is stored.
    boost::asio::awaitable<response<assistant>> retrieve(std::string_view assistant_id, std::string_view version_id,
                                                         request_options const& options = request_options()) const;

    /// Changes a version of an assistant: `POST /ai/assistants/{assistant_id}/versions/{version_id}`. Omitted members
    /// keep their value.
    boost::asio::awaitable<response<assistant>> update(std::string_view assistant_id, std::string_view version_id,
                                                       arg<assistant_version_update_params> params,
                                                       request_options const& options = request_options()) const;

    /// Deletes a version of an assistant: `DELETE /ai/assistants/{assistant_id}/versions/{version_id}`.
    boost::asio::awaitable<response<void>> delete_(std::string_view assistant_id, std::string_view version_id,
                                                   request_options const& options = request_options()) const;

    /// Makes a version the main one: `POST /ai/assistants/{assistant_id}/versions/{version_id}/promote`.
    boost::asio::awaitable<response<assistant>> promote(std::string_view assistant_id, std::string_view version_id,
                                                        request_options const& options = request_options()) const;

  private:
    std::shared_ptr<core::client_core> core_;
};

} // namespace telnyx::ai
