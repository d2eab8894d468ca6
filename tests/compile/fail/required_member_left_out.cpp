// expect: required
// pass-with: -DGIVEN
#include "telnyx/fields/required.hpp"

#include <string>

struct params {
    telnyx::required<std::string> name;
    int size = 0;
};

#ifdef GIVEN
params const value{.name = "x", .size = 1};
#else
params const value{.size = 1};
#endif
