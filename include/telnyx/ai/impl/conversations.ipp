#pragma once

#include "telnyx/ai/conversations.hpp"
#include "telnyx/core/call.hpp"

namespace telnyx::ai {

TELNYX_DECL boost::asio::awaitable<response<conversation>>
conversations_resource::create(arg<conversation_create_params> params, request_options const& options) const {
    core::prepared_request request("POST", "/ai/conversations", options);
    request.take_idempotency_key();
    request.json_body(params.get());
    return core::call<conversation>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<conversation>>
conversations_resource::create(request_options const& options) const {
    conversation_create_params const nameless;
    return create(nameless, options);
}

TELNYX_DECL boost::asio::awaitable<response<conversation_response>>
conversations_resource::retrieve(std::string_view conversation_id, request_options const& options) const {
    core::prepared_request request("GET", "/ai/conversations/{conversation_id}", {{"conversation_id", conversation_id}},
                                   options);
    return core::call<conversation_response>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<conversation_response>>
conversations_resource::update(std::string_view conversation_id, arg<conversation_update_params> params,
                               request_options const& options) const {
    core::prepared_request request("PUT", "/ai/conversations/{conversation_id}", {{"conversation_id", conversation_id}},
                                   options);
    request.json_body(params.get());
    return core::call<conversation_response>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<conversation_response>>
conversations_resource::update(std::string_view conversation_id, request_options const& options) const {
    conversation_update_params const nothing;
    return update(conversation_id, nothing, options);
}

TELNYX_DECL boost::asio::awaitable<response<conversation_list>>
conversations_resource::list(arg<conversation_list_params> params, request_options const& options) const {
    core::prepared_request request("GET", "/ai/conversations", options);
    request.query(params.get());
    for (auto const& [key, condition] : params.get().metadata_filters)
        request.set_query("metadata->" + key, condition);
    return core::call<conversation_list>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<conversation_list>>
conversations_resource::list(request_options const& options) const {
    conversation_list_params const all;
    return list(all, options);
}

TELNYX_DECL boost::asio::awaitable<response<void>>
conversations_resource::delete_(std::string_view conversation_id, request_options const& options) const {
    core::prepared_request request("DELETE", "/ai/conversations/{conversation_id}",
                                   {{"conversation_id", conversation_id}}, options);
    return core::call_empty(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<conversation_insights>>
conversations_resource::retrieve_conversations_insights(std::string_view conversation_id,
                                                        request_options const& options) const {
    core::prepared_request request("GET", "/ai/conversations/{conversation_id}/conversations-insights",
                                   {{"conversation_id", conversation_id}}, options);
    return core::call<conversation_insights>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<void>>
conversations_resource::add_message(std::string_view conversation_id, arg<conversation_add_message_params> params,
                                    request_options const& options) const {
    core::prepared_request request("POST", "/ai/conversations/{conversation_id}/message",
                                   {{"conversation_id", conversation_id}}, options);
    request.take_idempotency_key();
    request.json_body(params.get());
    return core::call_empty(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<conversation_message_list>>
conversation_messages_resource::list(std::string_view conversation_id, request_options const& options) const {
    core::prepared_request request("GET", "/ai/conversations/{conversation_id}/messages",
                                   {{"conversation_id", conversation_id}}, options);
    return core::call<conversation_message_list>(core_, std::move(request));
}

} // namespace telnyx::ai
