#pragma once

#include "telnyx/ai/chat.hpp"
#include "telnyx/ai/detail/completion_request.hpp"
#include "telnyx/core/call.hpp"
#include "telnyx/core/event_stream.hpp"

namespace telnyx::ai {

namespace detail {

inline boost::asio::awaitable<chat_stream> open_chat_stream(std::shared_ptr<core::client_core> core,
                                                            core::prepared_request request) {
    auto events = co_await core::open_event_stream(core, std::move(request));
    co_return chat_stream(std::move(events), core->options().max_json_depth());
}

} // namespace detail

TELNYX_DECL boost::asio::awaitable<response<chat_completion>>
chat_resource::create_completion(arg<chat_completion_params> params, request_options const& options) const {
    return core::call<chat_completion>(core_, detail::completion_request(*core_, path_, params.get(), options));
}

TELNYX_DECL boost::asio::awaitable<chat_stream> chat_resource::stream_completion(arg<chat_completion_params> params,
                                                                                 request_options const& options) const {
    core::prepared_request request("POST", path_, options);
    core::name_model(*core_, request, params.get());
    request.json_body(params.get(), {{"stream", true}});
    request.accept("text/event-stream");
    return detail::open_chat_stream(core_, std::move(request));
}

} // namespace telnyx::ai
