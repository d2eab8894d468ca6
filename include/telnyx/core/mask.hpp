#pragma once

#include "telnyx/config.hpp"

#include <string>
#include <string_view>

namespace telnyx::core {

/// Puts `[API key]` in the place of the key, which a server may echo.
void mask(std::string& text, std::string_view key);

} // namespace telnyx::core

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/core/impl/mask.ipp"
#endif
