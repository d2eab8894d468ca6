#include "telnyx/telnyx.hpp"

bool other_unit_agrees(boost::system::error_category const& category);

bool other_unit_agrees(boost::system::error_category const& category) {
    return &category == &telnyx::error_category();
}
