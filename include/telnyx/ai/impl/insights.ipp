#pragma once

#include "telnyx/ai/insights.hpp"
#include "telnyx/core/call.hpp"
#include "telnyx/lists/list.hpp"

namespace telnyx::ai {

TELNYX_DECL boost::asio::awaitable<response<insight_template_detail>>
insights_resource::create(arg<insight_create_params> params, request_options const& options) const {
    core::prepared_request request("POST", "/ai/conversations/insights", options);
    request.take_idempotency_key();
    request.json_body(params.get());
    return core::call<insight_template_detail>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<insight_template_detail>>
insights_resource::retrieve(std::string_view insight_id, request_options const& options) const {
    core::prepared_request request("GET", "/ai/conversations/insights/{insight_id}", {{"insight_id", insight_id}},
                                   options);
    return core::call<insight_template_detail>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<insight_template_detail>>
insights_resource::update(std::string_view insight_id, arg<insight_update_params> params,
                          request_options const& options) const {
    core::prepared_request request("PUT", "/ai/conversations/insights/{insight_id}", {{"insight_id", insight_id}},
                                   options);
    request.json_body(params.get());
    return core::call<insight_template_detail>(core_, std::move(request));
}

TELNYX_DECL paginator<insight_template> insights_resource::list(request_options const& options) const {
    insight_list_params const all;
    return list(all, options);
}

TELNYX_DECL paginator<insight_template> insights_resource::list(arg<insight_list_params> params,
                                                                request_options const& options) const {
    core::prepared_request request("GET", "/ai/conversations/insights", options);
    request.query(params.get());
    return lists::list<insight_template>(core_, std::move(request), lists::page_style::data_and_meta);
}

TELNYX_DECL boost::asio::awaitable<response<void>> insights_resource::delete_(std::string_view insight_id,
                                                                              request_options const& options) const {
    core::prepared_request request("DELETE", "/ai/conversations/insights/{insight_id}", {{"insight_id", insight_id}},
                                   options);
    return core::call_empty(core_, std::move(request));
}

} // namespace telnyx::ai
