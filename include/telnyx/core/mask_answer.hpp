#pragma once

#include "telnyx/config.hpp"
#include "telnyx/headers.hpp"
#include "telnyx/http_info.hpp"

#include <string_view>

namespace telnyx::core {

/// Puts `[API key]` in the place of the key in names and values of header fields. Costs one search when the key is not
/// there. A key of less than three characters hides nothing, and would make header fields useless.
void mask(headers& fields, std::string_view key);

/// What came with an answer, with a body without the key: that of an error, which goes into logs.
http_info masked(http_info const& http, std::string_view key);

} // namespace telnyx::core

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/core/impl/mask_answer.ipp"
#endif
