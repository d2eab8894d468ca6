#pragma once

#include "telnyx/core/resource.hpp"

namespace telnyx::ai {

struct insight_create_params;   // include "telnyx/ai/insights.hpp"
struct insight_list_params;     // include "telnyx/ai/insights.hpp"
struct insight_template;        // include "telnyx/ai/insights.hpp"
struct insight_template_detail; // include "telnyx/ai/insights.hpp"
struct insight_update_params;   // include "telnyx/ai/insights.hpp"

/// Calls under `client.ai.conversations.insights`. Include `telnyx/ai/insights.hpp` to use them.
///
/// An insight is a question that is answered about each conversation after it has ended. Every call throws
/// `invalid_argument_error` immediately if an argument cannot be sent; awaiting it throws the errors listed in
/// `errors.hpp`.
class insights_resource {
  public:
    explicit insights_resource(std::shared_ptr<core::client_core> core) : core_(std::move(core)) {}

    /// Creates an insight: `POST /ai/conversations/insights`.
    boost::asio::awaitable<response<insight_template_detail>>
    create(arg<insight_create_params> params, request_options const& options = request_options()) const;

    /// Retrieves the definition of an insight: `GET /ai/conversations/insights/{insight_id}`.
    boost::asio::awaitable<response<insight_template_detail>>
    retrieve(std::string_view insight_id, request_options const& options = request_options()) const;

    /// Changes the definition of an insight: `PUT /ai/conversations/insights/{insight_id}`. Omitted members keep their
    /// value.
    boost::asio::awaitable<response<insight_template_detail>>
    update(std::string_view insight_id, arg<insight_update_params> params,
           request_options const& options = request_options()) const;

    /// Lists the insights, page by page: `GET /ai/conversations/insights`.
    paginator<insight_template> list(request_options const& options = request_options()) const;
    /// Lists those that match, page by page.
    paginator<insight_template> list(arg<insight_list_params> params,
                                     request_options const& options = request_options()) const;

    /// Deletes an insight: `DELETE /ai/conversations/insights/{insight_id}`.
    boost::asio::awaitable<response<void>> delete_(std::string_view insight_id,
                                                   request_options const& options = request_options()) const;

  private:
    std::shared_ptr<core::client_core> core_;
};

} // namespace telnyx::ai
