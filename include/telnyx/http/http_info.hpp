#pragma once

#include "telnyx/http/headers.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace telnyx {

/// The HTTP details of a response: status, headers and the raw body.
class http_info {
  public:
    http_info() = default;
    /// What a response arrived with; for transports and tests.
    http_info(int status, telnyx::headers fields, std::string body, int attempts)
        : status_(status), attempts_(attempts), headers_(std::move(fields)), body_(std::move(body)) {}

    /// HTTP status code; always 200 to 299 for a successful call.
    int status() const { return status_; }

    /// Response headers as received, with the API key redacted; including those that describe the body before
    /// decompression (Content-Encoding and Content-Length).
    telnyx::headers const& headers() const { return headers_; }

    /// Body, decompressed and otherwise as received; empty for streams. Use it to read fields that the library does not
    /// know.
    std::string const& body() const { return body_; }

    /// Telnyx's request ID, to quote in support requests; empty if the server sent none.
    std::string_view request_id() const { return headers_.get("x-request-id").value_or(""); }

    /// Media type and parameters; empty if the server sent none.
    std::string_view content_type() const { return headers_.get("content-type").value_or(""); }

    /// Number of attempts until this response, including retries. Redirects count as part of the attempt that was
    /// redirected.
    int attempts() const { return attempts_; }

  private:
    int status_ = 0;
    int attempts_ = 0;
    telnyx::headers headers_;
    std::string body_;
};

} // namespace telnyx
