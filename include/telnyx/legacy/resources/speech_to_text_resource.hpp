#pragma once

#include "telnyx/core/resource.hpp"
#include "telnyx/options/wait_options.hpp"

namespace telnyx::legacy {

struct speech_to_text_create_params;     // include "telnyx/legacy/speech_to_text.hpp"
struct speech_to_text_create_response;   // include "telnyx/legacy/speech_to_text.hpp"
struct speech_to_text_delete_response;   // include "telnyx/legacy/speech_to_text.hpp"
struct speech_to_text_list_response;     // include "telnyx/legacy/speech_to_text.hpp"
struct speech_to_text_retrieve_response; // include "telnyx/legacy/speech_to_text.hpp"

/// Calls under `client.legacy.reporting.batch_detail_records.speech_to_text`. Include
/// `telnyx/legacy/speech_to_text.hpp` to use them.
///
/// A report lists the transcriptions of a period. It is created in the background and can then be downloaded. Every
/// call throws `invalid_argument_error` immediately if an argument cannot be sent; awaiting it throws the errors listed
/// in `errors.hpp`.
class speech_to_text_resource {
  public:
    explicit speech_to_text_resource(std::shared_ptr<core::client_core> core) : core_(std::move(core)) {}

    /// Lists all reports: `GET /legacy/reporting/batch_detail_records/speech_to_text`.
    boost::asio::awaitable<response<speech_to_text_list_response>>
    list(request_options const& options = request_options()) const;

    /// Requests a report: `POST /legacy/reporting/batch_detail_records/speech_to_text`. The response arrives as soon as
    /// the request has been accepted; `wait()` waits until the report is finished.
    boost::asio::awaitable<response<speech_to_text_create_response>>
    create(arg<speech_to_text_create_params> params, request_options const& options = request_options()) const;

    /// Retrieves the state of a report: `GET /legacy/reporting/batch_detail_records/speech_to_text/{id}`.
    boost::asio::awaitable<response<speech_to_text_retrieve_response>>
    retrieve(std::string_view id, request_options const& options = request_options()) const;

    /// Deletes a report: `DELETE /legacy/reporting/batch_detail_records/speech_to_text/{id}`.
    boost::asio::awaitable<response<speech_to_text_delete_response>>
    delete_(std::string_view id, request_options const& options = request_options()) const;

    /// Waits until a report is finished, then returns the result of `retrieve()`.
    ///
    /// `options` apply to each request. Also throws the errors of `retrieve()`. The report is still created after a
    /// timeout, a cancellation or an error of `retrieve()`. A status unknown to the library counts as running, so set a
    /// deadline.
    ///
    /// @throws task_failed_error if the report ended as `FAILED` or `EXPIRED`
    /// @throws api_timeout_error with `errc::deadline_exceeded` if the waiting time has expired
    /// @throws api_user_abort_error if cancelled
    boost::asio::awaitable<response<speech_to_text_retrieve_response>>
    wait(std::string_view id, wait_options const& waiting = wait_options(),
         request_options const& options = request_options()) const;

  private:
    std::shared_ptr<core::client_core> core_;
};

} // namespace telnyx::legacy
