#pragma once

#include "telnyx/base/config.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace telnyx::http {

/// Bytes from their base64 text (RFC 4648, section 4, with padding); nothing when it is none.
std::optional<std::string> decode_base64(std::string_view text);

/// Base64 text (RFC 4648, section 4, with padding) of bytes.
std::string encode_base64(std::string_view bytes);

} // namespace telnyx::http

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/http/impl/base64.ipp"
#endif
