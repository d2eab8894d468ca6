#pragma once

#include "telnyx/base/one_form.hpp"

#ifdef TELNYX_SEPARATE_COMPILATION
/// Marks a function that is defined in an `.ipp` file: compiled once, in the file that includes `telnyx/src.hpp`.
#define TELNYX_DECL
#else
/// Marks a function that is defined in an `.ipp` file: inline, since every user includes it. A virtual function is
/// marked in its class as well: otherwise it would be the one with which the class's virtual table is emitted (its key
/// function), and with the table all virtual functions are, in each file that includes the class.
#define TELNYX_DECL inline
#endif
