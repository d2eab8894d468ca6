// expect: TELNYX_SEPARATE_COMPILATION
// pass-with: -DTELNYX_SEPARATE_COMPILATION
#include "telnyx/src.hpp"
