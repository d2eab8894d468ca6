#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/http/headers.hpp"
#include "telnyx/transport/transport_request.hpp"

#include <string>
#include <string_view>

namespace telnyx::core {

/// Where a redirect leads.
struct redirect {
    std::string target;      ///< what to ask for next on the same origin; empty when it is not to be followed
    std::string_view reason; ///< why it is not to be followed, in words
};

/// Whether a status sends the client to another place for what it has asked for: 301, 302, 303, 307 or 308.
bool is_redirect(int status);

/// Decides whether to follow the redirect that answers a request, with its `fields`. It is followed when the request
/// was a GET or HEAD, and its location (RFC 9110, section 10.2.2; RFC 3986, section 5) is on the same origin.
/// `followed` counts the redirects of the call so far, `most` is their limit.
redirect find_redirect(transport_request const& asked, headers const& fields, int followed, int most);

} // namespace telnyx::core

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/core/impl/redirect.ipp"
#endif
