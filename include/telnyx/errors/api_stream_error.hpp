#pragma once

#include "telnyx/errors/api_error.hpp"
#include "telnyx/errors/error_detail.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace telnyx {

/// An event stream did not end properly: the server reported an error in it (`errc::stream_failed`), or the stream
/// stopped or sent its end mark before the result was complete (`errc::stream_incomplete`).
class api_stream_error : public api_error {
  public:
    /// An error reported by the server.
    /// @param payload the data of its event, or the lines that were not an event, as received
    api_stream_error(std::string payload, std::string request_id);

    /// A premature end without an error report.
    explicit api_stream_error(std::string request_id);

    /// The error report as received; empty if the stream just stopped.
    std::string const& payload() const { return payload_; }

    /// Telnyx's request ID; may be empty.
    std::string const& request_id() const { return request_id_; }

    /// The reported errors, if the payload is in Telnyx's or OpenAI's error format.
    std::vector<error_detail> const& errors() const { return errors_; }

  private:
    std::string payload_;
    std::string request_id_;
    std::vector<error_detail> errors_;
};

} // namespace telnyx

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/errors/impl/api_stream_error.ipp"
#endif
