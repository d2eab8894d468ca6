#pragma once

#include "telnyx/ai/scheduled_events.hpp"
#include "telnyx/core/call.hpp"
#include "telnyx/lists/list.hpp"

#include <utility>

namespace telnyx::ai {

TELNYX_DECL paginator<scheduled_event_response> scheduled_events_resource::list(std::string_view assistant_id,
                                                                                arg<scheduled_event_list_params> params,
                                                                                request_options const& options) const {
    core::prepared_request request("GET", "/ai/assistants/{assistant_id}/scheduled_events",
                                   {{"assistant_id", assistant_id}}, options);
    request.query(params.get());
    return lists::list<scheduled_event_response>(core_, std::move(request), lists::page_style::data_and_meta);
}

TELNYX_DECL paginator<scheduled_event_response> scheduled_events_resource::list(std::string_view assistant_id,
                                                                                request_options const& options) const {
    scheduled_event_list_params const all;
    return list(assistant_id, all, options);
}

TELNYX_DECL boost::asio::awaitable<response<scheduled_event_response>>
scheduled_events_resource::create(std::string_view assistant_id, arg<scheduled_event_create_params> params,
                                  request_options const& options) const {
    core::prepared_request request("POST", "/ai/assistants/{assistant_id}/scheduled_events",
                                   {{"assistant_id", assistant_id}}, options);
    request.take_idempotency_key();
    request.act_in_the_world();
    request.json_body(params.get());
    return core::call<scheduled_event_response>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<scheduled_event_response>>
scheduled_events_resource::retrieve(std::string_view assistant_id, std::string_view event_id,
                                    request_options const& options) const {
    core::prepared_request request("GET", "/ai/assistants/{assistant_id}/scheduled_events/{event_id}",
                                   {{"assistant_id", assistant_id}, {"event_id", event_id}}, options);
    return core::call<scheduled_event_response>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<void>>
scheduled_events_resource::delete_(std::string_view assistant_id, std::string_view event_id,
                                   request_options const& options) const {
    core::prepared_request request("DELETE", "/ai/assistants/{assistant_id}/scheduled_events/{event_id}",
                                   {{"assistant_id", assistant_id}, {"event_id", event_id}}, options);
    return core::call_empty(core_, std::move(request));
}

} // namespace telnyx::ai
