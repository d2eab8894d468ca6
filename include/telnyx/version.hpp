#pragma once

#include <string_view>

namespace telnyx {

/// Version of the library.
inline constexpr std::string_view version = "0.1.0";

} // namespace telnyx
