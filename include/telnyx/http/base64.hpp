#pragma once

#include "telnyx/base/config.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace telnyx::http {

/// Decodes base64 (RFC 4648, section 4, with padding); `std::nullopt` if `text` is not valid base64.
std::optional<std::string> decode_base64(std::string_view text);

/// Encodes bytes as base64 (RFC 4648, section 4, with padding).
std::string encode_base64(std::string_view bytes);

} // namespace telnyx::http

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/http/impl/base64.ipp"
#endif
