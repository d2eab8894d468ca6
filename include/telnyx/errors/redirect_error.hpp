#pragma once

#include "telnyx/errors/api_status_error.hpp"

#include <string>
#include <string_view>

namespace telnyx {

/// The server sent a redirect (status 301, 302, 303, 307 or 308) that was not followed: it leads to another origin, the
/// request is not a GET (only GET requests are redirected), the location is missing or not a URL, there were too many
/// redirects, or `client_options::max_redirects()` is 0.
class redirect_error : public api_status_error {
  public:
    /// @param reason why the redirect was not followed, in words
    redirect_error(http_info http, std::string_view reason);

    /// Target of the redirect as received, with the API key redacted; untrusted. Empty if the server sent none.
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
