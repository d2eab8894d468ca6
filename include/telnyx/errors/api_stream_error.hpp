#pragma once

#include "telnyx/errors/api_error.hpp"
#include "telnyx/errors/error_detail.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace telnyx {

/// An event stream did not reach its regular end: the server reported an error in it (`errc::stream_failed`), or the
/// stream stopped, or brought its end mark, before the answer was complete (`errc::stream_incomplete`).
class api_stream_error : public api_error {
  public:
    /// A report of the server's; `payload` is the data of its event, or the lines that were no event, as they came.
    api_stream_error(std::string payload, std::string request_id);

    /// An end that came too early, without a word of the server's.
    explicit api_stream_error(std::string request_id);

    /// What the server sent, as it came; empty when the stream just stopped.
    std::string const& payload() const { return payload_; }

    /// Telnyx's id of the request; may be empty.
    std::string const& request_id() const { return request_id_; }

    /// The reported errors, where the payload has Telnyx's or OpenAI's error format.
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
