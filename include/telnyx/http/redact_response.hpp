#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/http/headers.hpp"
#include "telnyx/http/http_info.hpp"

#include <string_view>

namespace telnyx::http {

/// Puts `[API key]` in the place of the key in names and values of header fields. Costs one search when the key is not
/// there. A key of less than three characters hides nothing, and would make header fields useless.
void redact(headers& fields, std::string_view key);

/// What came with an answer, with a body without the key: that of an error, which goes into logs.
http_info redacted(http_info const& http, std::string_view key);

} // namespace telnyx::http

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/http/impl/redact_response.ipp"
#endif
