#pragma once

#include "telnyx/core/resource.hpp"

namespace telnyx::legacy {

struct speech_to_text_usage_report;                 // include "telnyx/legacy/usage_reports.hpp"
struct usage_report_retrieve_speech_to_text_params; // include "telnyx/legacy/usage_reports.hpp"

/// Calls under `client.legacy.reporting.usage_reports`. Include `telnyx/legacy/usage_reports.hpp` to use them.
class usage_reports_resource {
  public:
    explicit usage_reports_resource(std::shared_ptr<core::client_core> core) : core_(std::move(core)) {}

    /// Creates and returns a report on the transcriptions of a period:
    /// `GET /legacy/reporting/usage_reports/speech_to_text`.
    ///
    /// Awaiting the call throws the errors listed in `errors.hpp`.
    ///
    /// @throws invalid_argument_error immediately if an argument cannot be sent
    boost::asio::awaitable<response<speech_to_text_usage_report>>
    retrieve_speech_to_text(arg<usage_report_retrieve_speech_to_text_params> params,
                            request_options const& options = request_options()) const;
    /// Lets the server choose the period.
    boost::asio::awaitable<response<speech_to_text_usage_report>>
    retrieve_speech_to_text(request_options const& options = request_options()) const;

  private:
    std::shared_ptr<core::client_core> core_;
};

} // namespace telnyx::legacy
