#pragma once

#include <string_view>

// CMake reads these three lines, and a test compares the packages with them.
// NOLINTBEGIN(*-macro-to-enum): users compare them in the preprocessor.

/// Major version of the library.
#define TELNYX_VERSION_MAJOR 0
/// Minor version of the library. Before 1.0 it changes when the interface changes.
#define TELNYX_VERSION_MINOR 2
/// Patch version of the library.
#define TELNYX_VERSION_PATCH 0

// NOLINTEND(*-macro-to-enum)

/// The version as an increasing number: 10203 is 1.2.3.
#define TELNYX_VERSION (TELNYX_VERSION_MAJOR * 10000 + TELNYX_VERSION_MINOR * 100 + TELNYX_VERSION_PATCH)

#define TELNYX_DETAIL_TEXT_(x) #x
#define TELNYX_DETAIL_TEXT(x) TELNYX_DETAIL_TEXT_(x)

/// The version as a string, such as "1.2.3".
#define TELNYX_VERSION_STRING                                                                                          \
    TELNYX_DETAIL_TEXT(TELNYX_VERSION_MAJOR)                                                                           \
    "." TELNYX_DETAIL_TEXT(TELNYX_VERSION_MINOR) "." TELNYX_DETAIL_TEXT(TELNYX_VERSION_PATCH)

namespace telnyx {

/// Version of the library.
inline constexpr std::string_view version = TELNYX_VERSION_STRING;

} // namespace telnyx
