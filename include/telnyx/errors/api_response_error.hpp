#pragma once

#include "telnyx/errors/api_error.hpp"
#include "telnyx/errors/error_detail.hpp"
#include "telnyx/http/http_info.hpp"

#include <string>
#include <vector>

namespace telnyx {

/// The server answered with a success status, but the answer cannot be used: it reports an error in place of what was
/// asked for, or holds nothing of it; broken JSON, a field of the wrong type, another content type than declared, a
/// compression that is not known, or more bytes than the limit. `code()` is `errc::error_in_response`,
/// `errc::malformed_response`, `errc::unsupported_coding` or `errc::response_too_large`. Such a call is not repeated.
class api_response_error : public api_error {
  public:
    /// `path` names the offending field (`choices[0].message`); empty when the body as a whole is at fault.
    /// `errors` is what the server reports in it.
    api_response_error(errc code, std::string const& reason, std::string path, http_info http,
                       std::vector<error_detail> errors = {});

    /// HTTP status code.
    int status() const { return http_.status(); }

    /// Telnyx's id of the request; may be empty.
    std::string_view request_id() const { return http_.request_id(); }

    /// Status and headers; the body as far as it was read, without the API key.
    http_info const& http() const { return http_; }

    /// Where in the body the problem is; may be empty.
    std::string const& path() const { return path_; }

    /// What the server reported, in its words and order; empty unless `code()` is `errc::error_in_response`.
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
