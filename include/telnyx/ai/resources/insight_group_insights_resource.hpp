#pragma once

#include "telnyx/core/resource.hpp"

namespace telnyx::ai {

/// Calls under `client.ai.conversations.insight_groups.insights`. Include `telnyx/ai/insight_groups.hpp` to use them.
///
/// Every call throws `invalid_argument_error` immediately if an argument cannot be sent; awaiting it throws the errors
/// listed in `errors.hpp`.
class insight_group_insights_resource {
  public:
    explicit insight_group_insights_resource(std::shared_ptr<core::client_core> core) : core_(std::move(core)) {}

    /// Adds an insight to a group: `POST /ai/conversations/insight-groups/{group_id}/insights/{insight_id}/assign`.
    boost::asio::awaitable<response<void>> assign(std::string_view group_id, std::string_view insight_id,
                                                  request_options const& options = request_options()) const;

    /// Removes an insight from a group without deleting it:
    /// `DELETE /ai/conversations/insight-groups/{group_id}/insights/{insight_id}/unassign`.
    boost::asio::awaitable<response<void>> delete_unassign(std::string_view group_id, std::string_view insight_id,
                                                           request_options const& options = request_options()) const;

  private:
    std::shared_ptr<core::client_core> core_;
};

} // namespace telnyx::ai
