#pragma once

#include "telnyx/base/one_form.hpp"

#ifdef TELNYX_SEPARATE_COMPILATION
/// Marks a function that is defined in an `.ipp` file: compiled once, in the file that includes `telnyx/src.hpp`.
#define TELNYX_DECL
#else
/// Marks a function that is defined in an `.ipp` file: inline, since every user includes it.
#define TELNYX_DECL inline
#endif
