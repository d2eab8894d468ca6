#pragma once

#include "telnyx/ai/assistants.hpp"
#include "telnyx/core/call.hpp"

#include <utility>

namespace telnyx::ai {

TELNYX_DECL boost::asio::awaitable<response<assistants_list>>
assistants_resource::list(request_options const& options) const {
    core::prepared_request request("GET", "/ai/assistants", options);
    return core::call<assistants_list>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<assistant>>
assistants_resource::create(arg<assistant_create_params> params, request_options const& options) const {
    core::prepared_request request("POST", "/ai/assistants", options);
    request.take_idempotency_key();
    request.json_body(params.get());
    return core::call<assistant>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<assistants_list>>
assistants_resource::imports(arg<assistant_imports_params> params, request_options const& options) const {
    core::prepared_request request("POST", "/ai/assistants/import", options);
    request.take_idempotency_key();
    request.json_body(params.get());
    return core::call<assistants_list>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<assistant>>
assistants_resource::retrieve(std::string_view assistant_id, arg<assistant_retrieve_params> params,
                              request_options const& options) const {
    core::prepared_request request("GET", "/ai/assistants/{assistant_id}", {{"assistant_id", assistant_id}}, options);
    request.query(params.get());
    return core::call<assistant>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<assistant>>
assistants_resource::retrieve(std::string_view assistant_id, request_options const& options) const {
    assistant_retrieve_params const as_stored;
    return retrieve(assistant_id, as_stored, options);
}

TELNYX_DECL boost::asio::awaitable<response<assistant>>
assistants_resource::update(std::string_view assistant_id, arg<assistant_update_params> params,
                            request_options const& options) const {
    core::prepared_request request("POST", "/ai/assistants/{assistant_id}", {{"assistant_id", assistant_id}}, options);
    request.json_body(params.get());
    return core::call<assistant>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<assistant_delete_response>>
assistants_resource::delete_(std::string_view assistant_id, request_options const& options) const {
    core::prepared_request request("DELETE", "/ai/assistants/{assistant_id}", {{"assistant_id", assistant_id}},
                                   options);
    return core::call<assistant_delete_response>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<assistant_chat_response>>
assistants_resource::chat(std::string_view assistant_id, arg<assistant_chat_params> params,
                          request_options const& options) const {
    core::prepared_request request("POST", "/ai/assistants/{assistant_id}/chat", {{"assistant_id", assistant_id}},
                                   options);
    request.json_body(params.get());
    return core::call<assistant_chat_response>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<assistant>>
assistants_resource::clone(std::string_view assistant_id, request_options const& options) const {
    core::prepared_request request("POST", "/ai/assistants/{assistant_id}/clone", {{"assistant_id", assistant_id}},
                                   options);
    request.take_idempotency_key();
    return core::call<assistant>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<std::string>>
assistants_resource::get_texml(std::string_view assistant_id, request_options const& options) const {
    core::prepared_request request("GET", "/ai/assistants/{assistant_id}/texml", {{"assistant_id", assistant_id}},
                                   options);
    return core::call_text(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<assistant_send_sms_response>>
assistants_resource::send_sms(std::string_view assistant_id, arg<assistant_send_sms_params> params,
                              request_options const& options) const {
    core::prepared_request request("POST", "/ai/assistants/{assistant_id}/chat/sms", {{"assistant_id", assistant_id}},
                                   options);
    request.take_idempotency_key();
    request.act_in_the_world();
    request.json_body(params.get());
    return core::call<assistant_send_sms_response>(core_, std::move(request));
}

} // namespace telnyx::ai
