#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/http/headers.hpp"
#include "telnyx/transport/transport_request.hpp"

#include <string>
#include <string_view>

namespace telnyx::core {

/// Target of a redirect.
struct redirect {
    std::string target;      ///< next request target on the same origin; empty if the redirect is not followed
    std::string_view reason; ///< why it is not followed
};

/// Whether a status redirects a request: 301, 302, 303, 307 or 308.
bool is_redirect(int status);

/// Decides whether to follow a redirect response with the header `fields`. It is followed if the request was a GET or
/// HEAD and its location (RFC 9110, section 10.2.2; RFC 3986, section 5) is on the same origin. `followed` is the
/// number of redirects in the call so far, `most` their limit.
redirect find_redirect(transport_request const& asked, headers const& fields, int followed, int most);

} // namespace telnyx::core

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/core/impl/redirect.ipp"
#endif
