#pragma once

#include "telnyx/core/call.hpp"
#include "telnyx/legacy/usage_reports.hpp"

#include <utility>

namespace telnyx::legacy {

TELNYX_DECL boost::asio::awaitable<response<speech_to_text_usage_report>>
usage_reports_resource::retrieve_speech_to_text(arg<usage_report_retrieve_speech_to_text_params> params,
                                                request_options const& options) const {
    core::prepared_request request("GET", "/legacy/reporting/usage_reports/speech_to_text", options);
    request.query(params.get());
    return core::call<speech_to_text_usage_report>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<speech_to_text_usage_report>>
usage_reports_resource::retrieve_speech_to_text(request_options const& options) const {
    usage_report_retrieve_speech_to_text_params const any_period;
    return retrieve_speech_to_text(any_period, options);
}

} // namespace telnyx::legacy
