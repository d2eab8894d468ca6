#pragma once

#include <cstdint>
#include <cstdio>
#include <string>

namespace telnyx::testing::detail {

/// Formats a number as a UUID.
inline std::string numbered_id(std::uint64_t number) {
    char text[40];
    std::snprintf(text, sizeof text, "00000000-0000-4000-8000-%012llx",
                  static_cast<unsigned long long>(number & 0xffffffffffff));
    return text;
}

} // namespace telnyx::testing::detail
