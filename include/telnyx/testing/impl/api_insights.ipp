#pragma once

#include "telnyx/testing/impl/api_routes.hpp"
#include "telnyx/testing/impl/insight_group.hpp"
#include "telnyx/testing/impl/resource.hpp"

#include <boost/json/array.hpp>

namespace telnyx::testing::detail {

namespace insight_handling {

inline constexpr page_rules pages{.least_size = 0, .most_size = 99};

inline constexpr std::array insight_members{
    member::text("name").required(),
    member::text("instructions").required(),
    member::of(json_kind::string_or_object, "json_schema"),
    member::text("webhook"),
};

inline constexpr std::array group_members{
    member::text("name").required(),
    member::text("description"),
    member::text("webhook"),
};

/// A group with its assigned insights.
inline boost::json::object group_with_insights(api_state& state, boost::json::object group) {
    boost::json::array insights;
    for (auto const& [id, nothing] : state.data.all(insights_of_group(text_member(group, "id"))))
        if (auto const* const insight = state.data.find("insights", id)) insights.push_back(*insight);
    group["insights"] = std::move(insights);
    return group;
}

} // namespace insight_handling

TELNYX_DECL void add_insight_routes(router& routes, api_state& state) {
    using namespace insight_handling;
    resource(routes, state,
             {.name = "insight",
              .collection = "insights",
              .path = "/v2/ai/conversations/insights",
              .parameter = "insight_id",
              .members = insight_members,
              .in_data = true})
        .create(200,
                [](recorded_request const&, boost::json::object& insight) {
                    insight["insight_type"] = "custom";
                    insight.emplace("webhook", "");
                })
        .retrieve()
        .update("PUT")
        .remove()
        .list_pages(pages);

    resource groups(routes, state,
                    {.name = "insight group",
                     .collection = "insight_groups",
                     .path = "/v2/ai/conversations/insight-groups",
                     .parameter = "group_id",
                     .members = group_members,
                     .in_data = true,
                     .shown = [&state](recorded_request const&, boost::json::object const& group) {
                         return group_with_insights(state, group);
                     }});
    groups.create(200, [](recorded_request const&, boost::json::object& group) { group.emplace("webhook", ""); })
        .retrieve()
        .update("PUT")
        .remove(200,
                [&state](recorded_request const&, std::string const& id) { state.data.clear(insights_of_group(id)); })
        .list_pages(pages)
        .add("POST", "/{group_id}/insights/{insight_id}/assign",
             [groups, &state](recorded_request const& request) {
                 groups.find(request);
                 auto const& id = request.path_parameters.at("insight_id");
                 existing(state, "insights", id, "insight");
                 state.data.put(insights_of_group(request.path_parameters.at("group_id")), id, {});
                 return reply(200);
             })
        .add("DELETE", "/{group_id}/insights/{insight_id}/unassign", [groups, &state](recorded_request const& request) {
            groups.find(request);
            auto const& id = request.path_parameters.at("insight_id");
            auto const collection = insights_of_group(request.path_parameters.at("group_id"));
            existing(state, collection, id, "insight in the group");
            state.data.erase(collection, id);
            return reply(200);
        });
}

} // namespace telnyx::testing::detail
