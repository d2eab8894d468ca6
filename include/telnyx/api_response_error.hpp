#pragma once

#include "telnyx/api_error.hpp"
#include "telnyx/http_info.hpp"

namespace telnyx {

/// The server answered with a success status, but the answer cannot be used: broken JSON, a field of the wrong type,
/// another content type than declared, a compression that is not known, or more bytes than the limit. `code()` is
/// `errc::malformed_response`, `errc::unsupported_coding` or `errc::response_too_large`.
class api_response_error : public api_error {
  public:
    /// `path` names the offending field (`choices[0].message`); empty when the body as a whole is at fault.
    api_response_error(errc code, std::string const& reason, std::string path, http_info http);

    /// HTTP status code.
    int status() const { return http_.status(); }

    /// Telnyx's id of the request; may be empty.
    std::string_view request_id() const { return http_.request_id(); }

    /// Status and headers; the body as far as it was read.
    http_info const& http() const { return http_; }

    /// Where in the body the problem is; may be empty.
    std::string const& path() const { return path_; }

  private:
    http_info http_;
    std::string path_;
};

} // namespace telnyx

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/impl/api_response_error.ipp"
#endif
