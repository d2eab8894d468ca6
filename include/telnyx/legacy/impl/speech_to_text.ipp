#pragma once

#include "telnyx/core/call.hpp"
#include "telnyx/core/wait.hpp"
#include "telnyx/legacy/speech_to_text.hpp"

#include <utility>

namespace telnyx::legacy {

namespace detail {

inline core::task_progress report_progress(speech_to_text_retrieve_response const& report) {
    using status = stt_detail_report::report_status;
    if (!report.data || !report.data->status) return {};
    return core::progress_of(*report.data->status, {status::complete}, {status::failed, status::expired});
}

} // namespace detail

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

TELNYX_DECL boost::asio::awaitable<response<speech_to_text_retrieve_response>>
speech_to_text_resource::wait(std::string_view id, wait_options const& waiting, request_options const& options) const {
    core::prepared_request request("GET", "/legacy/reporting/batch_detail_records/speech_to_text/{id}", {{"id", id}},
                                   options);
    return core::wait<speech_to_text_retrieve_response>(core_, std::move(request), std::string(id), waiting,
                                                        detail::report_progress);
}

} // namespace telnyx::legacy
