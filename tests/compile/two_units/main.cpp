#include "telnyx/telnyx.hpp"

bool other_unit_agrees(boost::system::error_category const& category);

// What the two units share must be the same object in both.
int main() {
    return other_unit_agrees(telnyx::error_category()) ? 0 : 1;
}
