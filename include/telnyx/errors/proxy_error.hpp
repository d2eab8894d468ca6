#pragma once

#include "telnyx/errors/api_connection_error.hpp"

#include <string>
#include <utility>

namespace telnyx {

/// The proxy failed, not Telnyx: it cannot be resolved or reached, refuses to open a tunnel to Telnyx, or sends no
/// usable response. Nothing was sent to Telnyx. `code()` is `errc::proxy_unauthorized` or `errc::proxy_refused` if the
/// proxy sent an error status, otherwise the cause as in every `api_connection_error`.
class proxy_error : public api_connection_error {
  public:
    /// What the proxy responded, if it did.
    proxy_error(boost::system::error_code code, std::string message, int status = 0, std::string body = {})
        : api_connection_error(code, std::move(message)), status_(status), body_(std::move(body)) {}

    /// Status of the proxy's response, such as 407; 0 if there was none.
    int status() const { return status_; }

    /// Beginning of the body of the proxy's response, at most 1000 bytes, with the proxy password redacted.
    std::string const& body() const { return body_; }

  private:
    int status_;
    std::string body_;
};

} // namespace telnyx
