// expect: error: .*programs that define TELNYX_SEPARATE_COMPILATION
// pass-with: -DFIXED
#ifdef FIXED // that it compiles with the macro is seen wherever the library is compiled
#include "telnyx/version.hpp"
#else
#undef TELNYX_SEPARATE_COMPILATION
#include "telnyx/src.hpp"
#endif
