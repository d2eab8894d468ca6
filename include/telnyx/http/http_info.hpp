#pragma once

#include "telnyx/http/headers.hpp"

#include <string>
#include <string_view>

namespace telnyx {

/// What came with an answer besides its value: status, headers and the raw body.
class http_info {
  public:
    http_info() = default;
    http_info(int status, telnyx::headers fields, std::string body, int attempts)
        : status_(status), attempts_(attempts), headers_(std::move(fields)), body_(std::move(body)) {}

    /// HTTP status code; always 200 to 299 for a call that succeeded.
    int status() const { return status_; }

    /// Response headers as they came, but without the API key, also those that describe the body before it was
    /// decompressed (Content-Encoding and Content-Length).
    telnyx::headers const& headers() const { return headers_; }

    /// Body, decompressed and otherwise as it came; empty for streams. Fields that the library does not know can be
    /// read from here.
    std::string const& body() const { return body_; }

    /// Telnyx's id of the request, to quote to its support; empty when the server sent none.
    std::string_view request_id() const { return headers_.get("x-request-id").value_or(""); }

    /// Media type and parameters; empty when the server sent none.
    std::string_view content_type() const { return headers_.get("content-type").value_or(""); }

    /// How often the call was tried for this answer, retries included. Following redirects belongs to the attempt that
    /// was redirected.
    int attempts() const { return attempts_; }

  private:
    int status_ = 0;
    int attempts_ = 0;
    telnyx::headers headers_;
    std::string body_;
};

} // namespace telnyx
