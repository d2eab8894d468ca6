#pragma once

#include "telnyx/base/config.hpp"

#include <string>
#include <string_view>

namespace telnyx::json::detail {

/// Appends `text` as a JSON string, including quotes. Returns false if it is not UTF-8; `out` then ends with a part of
/// it.
TELNYX_DECL bool append_quoted(std::string& out, std::string_view text);

} // namespace telnyx::json::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/json/impl/text_writer.ipp"
#endif
