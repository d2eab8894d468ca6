#pragma once

#include "telnyx/ai/insight_groups.hpp"
#include "telnyx/core/call.hpp"
#include "telnyx/lists/list.hpp"

namespace telnyx::ai {

TELNYX_DECL boost::asio::awaitable<response<insight_template_group_detail>>
insight_groups_resource::insight_groups(arg<insight_group_create_params> params, request_options const& options) const {
    core::prepared_request request("POST", "/ai/conversations/insight-groups", options);
    request.take_idempotency_key();
    request.json_body(params.get());
    return core::call<insight_template_group_detail>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<insight_template_group_detail>>
insight_groups_resource::retrieve(std::string_view group_id, request_options const& options) const {
    core::prepared_request request("GET", "/ai/conversations/insight-groups/{group_id}", {{"group_id", group_id}},
                                   options);
    return core::call<insight_template_group_detail>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<insight_template_group_detail>>
insight_groups_resource::update(std::string_view group_id, arg<insight_group_update_params> params,
                                request_options const& options) const {
    core::prepared_request request("PUT", "/ai/conversations/insight-groups/{group_id}", {{"group_id", group_id}},
                                   options);
    request.json_body(params.get());
    return core::call<insight_template_group_detail>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<insight_template_group_detail>>
insight_groups_resource::update(std::string_view group_id, request_options const& options) const {
    insight_group_update_params const nothing;
    return update(group_id, nothing, options);
}

TELNYX_DECL boost::asio::awaitable<response<void>>
insight_groups_resource::delete_(std::string_view group_id, request_options const& options) const {
    core::prepared_request request("DELETE", "/ai/conversations/insight-groups/{group_id}", {{"group_id", group_id}},
                                   options);
    return core::call_empty(core_, std::move(request));
}

TELNYX_DECL paginator<insight_template_group>
insight_groups_resource::retrieve_insight_groups(arg<insight_group_list_params> params,
                                                 request_options const& options) const {
    core::prepared_request request("GET", "/ai/conversations/insight-groups", options);
    request.query(params.get());
    return lists::list<insight_template_group>(core_, std::move(request), lists::page_style::data_and_meta);
}

TELNYX_DECL paginator<insight_template_group>
insight_groups_resource::retrieve_insight_groups(request_options const& options) const {
    insight_group_list_params const all;
    return retrieve_insight_groups(all, options);
}

TELNYX_DECL boost::asio::awaitable<response<void>>
insight_group_insights_resource::assign(std::string_view group_id, std::string_view insight_id,
                                        request_options const& options) const {
    core::prepared_request request("POST", "/ai/conversations/insight-groups/{group_id}/insights/{insight_id}/assign",
                                   {{"group_id", group_id}, {"insight_id", insight_id}}, options);
    return core::call_empty(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<void>>
insight_group_insights_resource::delete_unassign(std::string_view group_id, std::string_view insight_id,
                                                 request_options const& options) const {
    core::prepared_request request("DELETE",
                                   "/ai/conversations/insight-groups/{group_id}/insights/{insight_id}/unassign",
                                   {{"group_id", group_id}, {"insight_id", insight_id}}, options);
    return core::call_empty(core_, std::move(request));
}

} // namespace telnyx::ai
