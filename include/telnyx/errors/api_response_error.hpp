#pragma once

#include "telnyx/errors/api_error.hpp"
#include "telnyx/errors/error_detail.hpp"
#include "telnyx/http/http_info.hpp"

#include <string>
#include <vector>

namespace telnyx {

/// The server sent a success status, but the response is unusable: it reports an error instead of the result, lacks the
/// result, is malformed JSON, has a field of the wrong type, another content type than declared or an unknown
/// compression, or exceeds the size limit. `code()` is `errc::error_in_response`, `errc::malformed_response`,
/// `errc::unsupported_coding` or `errc::response_too_large`. Such a call is not retried.
class api_response_error : public api_error {
  public:
    /// @param path the offending field (`choices[0].message`); empty if the whole body is at fault
    /// @param errors the errors that the server reports in the body
    api_response_error(errc code, std::string const& reason, std::string path, http_info http,
                       std::vector<error_detail> errors = {});

    /// HTTP status code.
    int status() const { return http_.status(); }

    /// Telnyx's request ID; may be empty.
    std::string_view request_id() const { return http_.request_id(); }

    /// Status and headers, and the body as far as it was read, with the API key redacted.
    http_info const& http() const { return http_; }

    /// Path of the offending field in the body; may be empty.
    std::string const& path() const { return path_; }

    /// The reported errors, in the server's wording and order; empty unless `code()` is `errc::error_in_response`.
    std::vector<error_detail> const& errors() const { return errors_; }

  private:
    http_info http_;
    std::string path_;
    std::vector<error_detail> errors_;
};

} // namespace telnyx

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/errors/impl/api_response_error.ipp"
#endif
