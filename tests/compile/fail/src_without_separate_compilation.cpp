// expect: TELNYX_SEPARATE_COMPILATION
// pass-with: -DFIXED
#ifndef FIXED
#undef TELNYX_SEPARATE_COMPILATION
#endif
#include "telnyx/src.hpp"
