#pragma once

#include "telnyx/ai/resources/insight_group_insights_resource.hpp"
#include "telnyx/core/resource.hpp"

namespace telnyx::ai {

struct insight_group_create_params;   // include "telnyx/ai/insight_groups.hpp"
struct insight_group_list_params;     // include "telnyx/ai/insight_groups.hpp"
struct insight_group_update_params;   // include "telnyx/ai/insight_groups.hpp"
struct insight_template_group;        // include "telnyx/ai/insight_groups.hpp"
struct insight_template_group_detail; // include "telnyx/ai/insight_groups.hpp"

/// Calls under `client.ai.conversations.insight_groups`, including its subgroup. Include `telnyx/ai/insight_groups.hpp`
/// to use them.
///
/// Every call throws `invalid_argument_error` immediately if an argument cannot be sent; awaiting it throws the errors
/// listed in `errors.hpp`.
class insight_groups_resource {
  public:
    explicit insight_groups_resource(std::shared_ptr<core::client_core> core)
        : insights(core), core_(std::move(core)) {}

    /// Creates a group: `POST /ai/conversations/insight-groups`.
    boost::asio::awaitable<response<insight_template_group_detail>>
    insight_groups(arg<insight_group_create_params> params, request_options const& options = request_options()) const;

    /// Retrieves a group and its insights: `GET /ai/conversations/insight-groups/{group_id}`.
    boost::asio::awaitable<response<insight_template_group_detail>>
    retrieve(std::string_view group_id, request_options const& options = request_options()) const;

    /// Changes a group: `PUT /ai/conversations/insight-groups/{group_id}`. Omitted members keep their value.
    boost::asio::awaitable<response<insight_template_group_detail>>
    update(std::string_view group_id, arg<insight_group_update_params> params,
           request_options const& options = request_options()) const;
    /// Sends an update that changes nothing.
    boost::asio::awaitable<response<insight_template_group_detail>>
    update(std::string_view group_id, request_options const& options = request_options()) const;

    /// Deletes a group, but not its insights: `DELETE /ai/conversations/insight-groups/{group_id}`.
    boost::asio::awaitable<response<void>> delete_(std::string_view group_id,
                                                   request_options const& options = request_options()) const;

    /// Lists the groups, page by page: `GET /ai/conversations/insight-groups`.
    paginator<insight_template_group> retrieve_insight_groups(arg<insight_group_list_params> params,
                                                              request_options const& options = request_options()) const;
    /// Lists the groups, with pages of the default size.
    paginator<insight_template_group> retrieve_insight_groups(request_options const& options = request_options()) const;

    insight_group_insights_resource insights; ///< insights of a group

  private:
    std::shared_ptr<core::client_core> core_;
};

} // namespace telnyx::ai
