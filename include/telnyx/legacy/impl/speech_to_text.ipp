#pragma once

#include "telnyx/core/call.hpp"
#include "telnyx/legacy/speech_to_text.hpp"

#include <utility>

namespace telnyx::legacy {

TELNYX_DECL boost::asio::awaitable<response<speech_to_text_list_response>>
speech_to_text_resource::list(request_options const& options) const {
    core::prepared_request request("GET", "/legacy/reporting/batch_detail_records/speech_to_text", options);
    return core::call<speech_to_text_list_response>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<speech_to_text_create_response>>
speech_to_text_resource::create(arg<speech_to_text_create_params> params, request_options const& options) const {
    core::prepared_request request("POST", "/legacy/reporting/batch_detail_records/speech_to_text", options);
    request.json_body(params.get());
    return core::call<speech_to_text_create_response>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<speech_to_text_retrieve_response>>
speech_to_text_resource::retrieve(std::string_view id, request_options const& options) const {
    core::prepared_request request("GET", "/legacy/reporting/batch_detail_records/speech_to_text/{id}", {{"id", id}},
                                   options);
    return core::call<speech_to_text_retrieve_response>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<speech_to_text_delete_response>>
speech_to_text_resource::delete_(std::string_view id, request_options const& options) const {
    core::prepared_request request("DELETE", "/legacy/reporting/batch_detail_records/speech_to_text/{id}", {{"id", id}},
                                   options);
    return core::call<speech_to_text_delete_response>(core_, std::move(request));
}

} // namespace telnyx::legacy
