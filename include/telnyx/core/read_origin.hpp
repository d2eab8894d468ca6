#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/http/origin.hpp"

#include <boost/url/url_view.hpp>

namespace telnyx::core {

/// Extracts scheme, host and port from a URL, with defaults for missing parts. Returns a description of the error, or
/// null if there is none. User info is left to the caller.
char const* read_origin(boost::urls::url_view const& url, origin& read);

} // namespace telnyx::core

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/core/impl/read_origin.ipp"
#endif
