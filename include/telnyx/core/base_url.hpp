#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/http/origin.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace telnyx::core {

/// A parsed base URL.
struct base_url {
    std::shared_ptr<telnyx::origin const> origin;
    std::string path; ///< prefix of all request paths, without a trailing slash; may be empty
};

/// Parses an `https://` URL, or an `http://` URL if the host is `localhost` or a loopback address, or if
/// `allow_plain_http` is set.
///
/// @throws configuration_error for any other URL, and for URLs with user info, query or fragment
base_url parse_base_url(std::string_view text, bool allow_plain_http);

} // namespace telnyx::core

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/core/impl/base_url.ipp"
#endif
