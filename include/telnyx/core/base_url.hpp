#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/http/origin.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace telnyx::core {

/// A base URL taken apart.
struct base_url {
    std::shared_ptr<telnyx::origin const> origin;
    std::string path; ///< prefix of all request paths, without a slash at the end; may be empty
};

/// Reads an `https://` URL, or `http://` where the host is this machine or `allow_plain_http` is set.
/// Throws `configuration_error` for anything else, and for URLs with user info, query or fragment.
base_url parse_base_url(std::string_view text, bool allow_plain_http);

} // namespace telnyx::core

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/core/impl/base_url.ipp"
#endif
