#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/http/origin.hpp"

#include <boost/url/url_view.hpp>

namespace telnyx::core {

/// Takes scheme, host and port out of a URL that has all of them or stands for their defaults. Returns what is wrong
/// with it, in words; null when nothing is. User info is the caller's business.
char const* read_origin(boost::urls::url_view const& url, origin& read);

} // namespace telnyx::core

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/core/impl/read_origin.ipp"
#endif
