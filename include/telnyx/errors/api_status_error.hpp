#pragma once

#include "telnyx/errors/api_error.hpp"
#include "telnyx/errors/error_detail.hpp"
#include "telnyx/http/http_info.hpp"

#include <string>
#include <vector>

namespace telnyx {

/// The server sent a status other than success. Thrown as a derived class if there is one for the status
/// (`rate_limit_error` for 429), otherwise as this class.
class api_status_error : public api_error {
  public:
    /// Parses the error list in the body, if there is one.
    explicit api_status_error(http_info http);

    /// HTTP status code.
    int status() const { return http_.status(); }

    /// Status, headers, raw body and number of attempts.
    http_info const& http() const { return http_; }

    /// Telnyx's request ID, to quote in support requests; may be empty.
    std::string_view request_id() const { return http_.request_id(); }

    /// The reported errors, in the server's wording and order; empty if the body has no known error format.
    std::vector<error_detail> const& errors() const { return errors_; }

    /// The body as received, with the API key redacted.
    std::string const& body() const { return http_.body(); }

  protected:
    /// For errors with a message of their own.
    api_status_error(std::string message, http_info&& http);

  private:
    struct parsed;
    api_status_error(parsed read, http_info&& http);

    http_info http_;
    std::vector<error_detail> errors_;
};

} // namespace telnyx

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/errors/impl/api_status_error.ipp"
#endif
