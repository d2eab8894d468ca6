#pragma once

#include "telnyx/errors/api_connection_error.hpp"

#include <string>
#include <utility>

namespace telnyx {

/// The proxy is at fault, not Telnyx: it cannot be found or reached, refuses to open a way to Telnyx, or gives no
/// usable answer. Nothing was sent to Telnyx. `code()` is `errc::proxy_unauthorized` or
/// `errc::proxy_refused` when the proxy answered with an error status, and else the cause as for every
/// `api_connection_error`.
class proxy_error : public api_connection_error {
  public:
    proxy_error(boost::system::error_code code, std::string message, int status = 0, std::string body = {})
        : api_connection_error(code, std::move(message)), status_(status), body_(std::move(body)) {}

    /// Status of the proxy's answer, such as 407; 0 when there was none.
    int status() const { return status_; }

    /// Beginning of the body of the proxy's answer, at most 1000 bytes, without the password for the proxy.
    std::string const& body() const { return body_; }

  private:
    int status_;
    std::string body_;
};

} // namespace telnyx
