#pragma once

#include "telnyx/ai/resources/insight_group_insights_resource.hpp"
#include "telnyx/base/config.hpp"
#include "telnyx/fields/arg.hpp"
#include "telnyx/options/request_options.hpp"
#include "telnyx/results/response.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>
#include <string_view>
#include <utility>

namespace telnyx {
template <class T>
class paginator; // include the header of the calls that give it, such as "telnyx/ai/clusters.hpp"
}
namespace telnyx::core {
class client_core;
}

namespace telnyx::ai {

struct insight_group_create_params;   // include "telnyx/ai/insight_groups.hpp"
struct insight_group_list_params;     // include "telnyx/ai/insight_groups.hpp"
struct insight_group_update_params;   // include "telnyx/ai/insight_groups.hpp"
struct insight_template_group;        // include "telnyx/ai/insight_groups.hpp"
struct insight_template_group_detail; // include "telnyx/ai/insight_groups.hpp"

/// Calls under `client.ai.conversations.insight_groups`, and the group of calls below it. Include
/// `telnyx/ai/insight_groups.hpp` to use them.
///
/// All calls throw `invalid_argument_error` at once for arguments that cannot be sent; their waits throw what
/// `errors.hpp` lists.
class insight_groups_resource {
  public:
    explicit insight_groups_resource(std::shared_ptr<core::client_core> core)
        : insights(core), core_(std::move(core)) {}

    /// Makes a group: `POST /ai/conversations/insight-groups`.
    boost::asio::awaitable<response<insight_template_group_detail>>
    insight_groups(arg<insight_group_create_params> params, request_options const& options = request_options()) const;

    /// Reads a group and its insights: `GET /ai/conversations/insight-groups/{group_id}`.
    boost::asio::awaitable<response<insight_template_group_detail>>
    retrieve(std::string_view group_id, request_options const& options = request_options()) const;

    /// Changes a group: `PUT /ai/conversations/insight-groups/{group_id}`. Members that are left out keep their value.
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
    /// Lists the groups, with pages of the usual size.
    paginator<insight_template_group> retrieve_insight_groups(request_options const& options = request_options()) const;

    insight_group_insights_resource insights; ///< which insights are in a group

  private:
    std::shared_ptr<core::client_core> core_;
};

} // namespace telnyx::ai
