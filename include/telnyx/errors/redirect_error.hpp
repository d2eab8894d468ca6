#pragma once

#include "telnyx/errors/api_status_error.hpp"

#include <string>
#include <string_view>

namespace telnyx {

/// The server answered with a redirect (status 301, 302, 303, 307 or 308) that was not followed: it leads to another
/// origin, the request is not one that may be sent to another place than the caller has asked for (only GET is), its
/// location is missing or no URL, there were too many, or `client_options::max_redirects()` is 0.
class redirect_error : public api_status_error {
  public:
    /// `reason` says in words why the redirect was not followed.
    redirect_error(http_info http, std::string_view reason);

    /// Where the server wanted the request to be sent, as it came and not to be trusted, but without the API key; empty
    /// when it did not say.
    std::string_view location() const { return http().headers().get("location").value_or(""); }

    /// Why the redirect was not followed, in words.
    std::string const& reason() const { return reason_; }

  private:
    std::string reason_;
};

} // namespace telnyx

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/errors/impl/redirect_error.ipp"
#endif
