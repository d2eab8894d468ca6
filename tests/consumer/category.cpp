#include "telnyx/base/errc.hpp"

#include <iostream>
#include <string_view>

// The least that has a function of the library in it, header-only.

#ifdef TELNYX_SEPARATE_COMPILATION
#error "a package gives telnyx::telnyx the settings of telnyx::compiled"
#endif

int main() {
    std::string_view const name = telnyx::error_category().name();
    std::cout << name << '\n';
    return name == "telnyx" ? 0 : 1;
}
