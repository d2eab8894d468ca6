#pragma once

#include "telnyx/fields/arg.hpp"
#include "telnyx/options/request_options.hpp"
#include "telnyx/options/wait_options.hpp"
#include "telnyx/results/response.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>
#include <string_view>
#include <utility>

namespace telnyx::core {
class client_core;
}

namespace telnyx::legacy {

struct speech_to_text_create_params;     // include "telnyx/legacy/speech_to_text.hpp"
struct speech_to_text_create_response;   // include "telnyx/legacy/speech_to_text.hpp"
struct speech_to_text_delete_response;   // include "telnyx/legacy/speech_to_text.hpp"
struct speech_to_text_list_response;     // include "telnyx/legacy/speech_to_text.hpp"
struct speech_to_text_retrieve_response; // include "telnyx/legacy/speech_to_text.hpp"

/// Calls under `client.legacy.reporting.batch_detail_records.speech_to_text`. Include
/// `telnyx/legacy/speech_to_text.hpp` to use them.
///
/// A report lists what was transcribed in a period. It is made in the background, and then to be downloaded. All calls
/// throw `invalid_argument_error` at once for arguments that cannot be sent; their waits throw what `errors.hpp` lists.
class speech_to_text_resource {
  public:
    explicit speech_to_text_resource(std::shared_ptr<core::client_core> core) : core_(std::move(core)) {}

    /// Lists all reports: `GET /legacy/reporting/batch_detail_records/speech_to_text`.
    boost::asio::awaitable<response<speech_to_text_list_response>>
    list(request_options const& options = request_options()) const;

    /// Orders a report: `POST /legacy/reporting/batch_detail_records/speech_to_text`. The answer comes when the order
    /// is there; `wait()` tells when the report is finished.
    boost::asio::awaitable<response<speech_to_text_create_response>>
    create(arg<speech_to_text_create_params> params, request_options const& options = request_options()) const;

    /// Reads how far a report is: `GET /legacy/reporting/batch_detail_records/speech_to_text/{id}`.
    boost::asio::awaitable<response<speech_to_text_retrieve_response>>
    retrieve(std::string_view id, request_options const& options = request_options()) const;

    /// Deletes a report: `DELETE /legacy/reporting/batch_detail_records/speech_to_text/{id}`.
    boost::asio::awaitable<response<speech_to_text_delete_response>>
    delete_(std::string_view id, request_options const& options = request_options()) const;

    /// Waits until a report is finished, and gives what `retrieve()` says then.
    ///
    /// Throws `task_failed_error` when the report ended as `FAILED` or `EXPIRED`, `api_timeout_error` with
    /// `errc::deadline_exceeded` when the time for waiting is over, `api_user_abort_error` when cancelled, and what
    /// `retrieve()` throws; the report is made all the same in the last three cases. `options` hold for each call. A
    /// status that the library does not know counts as running, so a deadline is worth setting.
    boost::asio::awaitable<response<speech_to_text_retrieve_response>>
    wait(std::string_view id, wait_options const& waiting = wait_options(),
         request_options const& options = request_options()) const;

  private:
    std::shared_ptr<core::client_core> core_;
};

} // namespace telnyx::legacy
