#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/http/headers.hpp"
#include "telnyx/http/http_info.hpp"

#include <string_view>

namespace telnyx::http {

/// Replaces the key by `[API key]` in names and values of header fields. Costs one search if the key does not occur.
/// Keys of fewer than three characters are not redacted: they protect nothing, and redacting them would make header
/// fields useless.
void redact(headers& fields, std::string_view key);

/// The HTTP details of an error response, whose body goes into logs, with the key redacted in the body.
http_info redacted(http_info const& http, std::string_view key);

} // namespace telnyx::http

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/http/impl/redact_response.ipp"
#endif
