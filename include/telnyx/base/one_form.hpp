#pragma once

#include "telnyx/base/version.hpp"

// All of a program must use the library in one form: the same version, either header-only or compiled, and either with
// HTTP/2 (`TELNYX_HTTP2` is defined, and libnghttp2 is linked) or without. Object files of two forms would link without
// an error and share functions that do not match. These lines make the linker reject them, and cost nothing at run
// time.

#if defined(TELNYX_SEPARATE_COMPILATION) && defined(TELNYX_HTTP2)
#define TELNYX_DETAIL_MODE compiled_with_http2
#elif defined(TELNYX_SEPARATE_COMPILATION)
#define TELNYX_DETAIL_MODE compiled
#elif defined(TELNYX_HTTP2)
#define TELNYX_DETAIL_MODE header_only_with_http2
#else
#define TELNYX_DETAIL_MODE header_only
#endif

#if defined(_MSC_VER)

#pragma detect_mismatch("telnyx", TELNYX_VERSION_STRING " " TELNYX_DETAIL_TEXT(TELNYX_DETAIL_MODE))

#elif defined(__ELF__)

#define TELNYX_DETAIL_JOIN_(major, minor, patch, mode) telnyx_##major##_##minor##_##patch##_##mode
#define TELNYX_DETAIL_JOIN(major, minor, patch, mode) TELNYX_DETAIL_JOIN_(major, minor, patch, mode)
#define TELNYX_DETAIL_FORM                                                                                             \
    TELNYX_DETAIL_JOIN(TELNYX_VERSION_MAJOR, TELNYX_VERSION_MINOR, TELNYX_VERSION_PATCH, TELNYX_DETAIL_MODE)

extern "C" {

// The linker keeps one copy of an inline function, with everything in its group. So files of the same form define the
// second name once, and files of two forms define it twice, which is an error that names the problem.
// NOLINTBEGIN(misc-definitions-in-headers): it is in the group of the inline function.
[[gnu::used, gnu::visibility("hidden")]] inline void TELNYX_DETAIL_FORM() noexcept {}
[[gnu::used, gnu::visibility("hidden"), gnu::alias(TELNYX_DETAIL_TEXT(TELNYX_DETAIL_FORM))]] void
telnyx_must_not_be_mixed_header_only_with_compiled_or_in_two_versions_or_with_and_without_http2() noexcept;
// NOLINTEND(misc-definitions-in-headers)

} // extern "C"

#endif
