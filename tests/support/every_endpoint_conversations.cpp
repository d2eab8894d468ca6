#include "support/endpoint_rows.hpp"
#include "support/every_endpoint.hpp"
#include "telnyx/ai/conversations.hpp"
#include "telnyx/ai/insight_groups.hpp"
#include "telnyx/ai/insights.hpp"

namespace telnyx::tests {

using path_values = endpoint::path_values;

void add_conversations(std::vector<endpoint>& rows) {
    rows.push_back(with_query<ai::conversation_list_params>(
        "ai.conversations.list", "GET", "/ai/conversations",
        [](client const& c, path_values const&, auto const&... params) { return c.ai.conversations.list(params...); }));
    rows.push_back(with_optional_body<ai::conversation_create_params>(
        "ai.conversations.create", "POST", "/ai/conversations",
        [](client const& c, path_values const&, auto const&... params) {
            return c.ai.conversations.create(params...);
        }));
    rows.push_back(with_query<ai::insight_group_list_params>(
        "ai.conversations.insight_groups.retrieve_insight_groups", "GET", "/ai/conversations/insight-groups",
        [](client const& c, path_values const&, auto const&... params) {
            return c.ai.conversations.insight_groups.retrieve_insight_groups(params...);
        }));
    rows.push_back(with_body<ai::insight_group_create_params>(
        "ai.conversations.insight_groups.insight_groups", "POST", "/ai/conversations/insight-groups",
        [](client const& c, path_values const&, ai::insight_group_create_params const& params) {
            return c.ai.conversations.insight_groups.insight_groups(params);
        }));
    rows.push_back(without_params(
        "ai.conversations.insight_groups.retrieve", "GET", "/ai/conversations/insight-groups/{group_id}",
        [](client const& c, path_values const& p) { return c.ai.conversations.insight_groups.retrieve(p[0]); }));
    rows.push_back(with_optional_body<ai::insight_group_update_params>(
        "ai.conversations.insight_groups.update", "PUT", "/ai/conversations/insight-groups/{group_id}",
        [](client const& c, path_values const& p, auto const&... params) {
            return c.ai.conversations.insight_groups.update(p[0], params...);
        }));
    rows.push_back(without_params(
        "ai.conversations.insight_groups.delete", "DELETE", "/ai/conversations/insight-groups/{group_id}",
        [](client const& c, path_values const& p) { return c.ai.conversations.insight_groups.delete_(p[0]); }));
    rows.push_back(without_params("ai.conversations.insight_groups.insights.assign", "POST",
                                  "/ai/conversations/insight-groups/{group_id}/insights/{insight_id}/assign",
                                  [](client const& c, path_values const& p) {
                                      return c.ai.conversations.insight_groups.insights.assign(p[0], p[1]);
                                  }));
    rows.push_back(without_params("ai.conversations.insight_groups.insights.delete_unassign", "DELETE",
                                  "/ai/conversations/insight-groups/{group_id}/insights/{insight_id}/unassign",
                                  [](client const& c, path_values const& p) {
                                      return c.ai.conversations.insight_groups.insights.delete_unassign(p[0], p[1]);
                                  }));
    rows.push_back(with_query<ai::insight_list_params>("ai.conversations.insights.list", "GET",
                                                       "/ai/conversations/insights",
                                                       [](client const& c, path_values const&, auto const&... params) {
                                                           return c.ai.conversations.insights.list(params...);
                                                       }));
    rows.push_back(with_body<ai::insight_create_params>(
        "ai.conversations.insights.create", "POST", "/ai/conversations/insights",
        [](client const& c, path_values const&, ai::insight_create_params const& params) {
            return c.ai.conversations.insights.create(params);
        }));
    rows.push_back(without_params(
        "ai.conversations.insights.retrieve", "GET", "/ai/conversations/insights/{insight_id}",
        [](client const& c, path_values const& p) { return c.ai.conversations.insights.retrieve(p[0]); }));
    rows.push_back(with_body<ai::insight_update_params>(
        "ai.conversations.insights.update", "PUT", "/ai/conversations/insights/{insight_id}",
        [](client const& c, path_values const& p, ai::insight_update_params const& params) {
            return c.ai.conversations.insights.update(p[0], params);
        }));
    rows.push_back(without_params(
        "ai.conversations.insights.delete", "DELETE", "/ai/conversations/insights/{insight_id}",
        [](client const& c, path_values const& p) { return c.ai.conversations.insights.delete_(p[0]); }));
    rows.push_back(
        without_params("ai.conversations.retrieve", "GET", "/ai/conversations/{conversation_id}",
                       [](client const& c, path_values const& p) { return c.ai.conversations.retrieve(p[0]); }));
    rows.push_back(with_optional_body<ai::conversation_update_params>(
        "ai.conversations.update", "PUT", "/ai/conversations/{conversation_id}",
        [](client const& c, path_values const& p, auto const&... params) {
            return c.ai.conversations.update(p[0], params...);
        }));
    rows.push_back(
        without_params("ai.conversations.delete", "DELETE", "/ai/conversations/{conversation_id}",
                       [](client const& c, path_values const& p) { return c.ai.conversations.delete_(p[0]); }));
    rows.push_back(without_params("ai.conversations.retrieve_conversations_insights", "GET",
                                  "/ai/conversations/{conversation_id}/conversations-insights",
                                  [](client const& c, path_values const& p) {
                                      return c.ai.conversations.retrieve_conversations_insights(p[0]);
                                  }));
    rows.push_back(with_body<ai::conversation_add_message_params>(
        "ai.conversations.add_message", "POST", "/ai/conversations/{conversation_id}/message",
        [](client const& c, path_values const& p, ai::conversation_add_message_params const& params) {
            return c.ai.conversations.add_message(p[0], params);
        }));
    rows.push_back(
        without_params("ai.conversations.messages.list", "GET", "/ai/conversations/{conversation_id}/messages",
                       [](client const& c, path_values const& p) { return c.ai.conversations.messages.list(p[0]); }));
}

} // namespace telnyx::tests
