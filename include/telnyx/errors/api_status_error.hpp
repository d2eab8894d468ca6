#pragma once

#include "telnyx/errors/api_error.hpp"
#include "telnyx/errors/error_detail.hpp"
#include "telnyx/http/http_info.hpp"

#include <string>
#include <vector>

namespace telnyx {

/// The server answered with a status that is no success. Thrown as one of the classes derived from it where the
/// status has its own (`rate_limit_error` for 429), else as this class.
class api_status_error : public api_error {
  public:
    /// Reads Telnyx's error list out of the body where there is one.
    explicit api_status_error(http_info http);

    /// HTTP status code.
    int status() const { return http_.status(); }

    /// Status, headers, raw body and number of attempts.
    http_info const& http() const { return http_; }

    /// Telnyx's id of the request, to quote to its support; may be empty.
    std::string_view request_id() const { return http_.request_id(); }

    /// What the server reported, in its words and order; empty when the body is in none
    /// of the formats that servers use for that.
    std::vector<error_detail> const& errors() const { return errors_; }

    /// The body as it came, but without the API key.
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
