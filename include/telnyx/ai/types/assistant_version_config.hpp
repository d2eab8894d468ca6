#pragma once

#include "telnyx/fields/required.hpp"
#include "telnyx/json/describe.hpp"

#include <string>

namespace telnyx::ai {

/// Share of an assistant's traffic for one of its versions.
struct assistant_version_config {
    required<double> percentage;      ///< share in percent, more than 0 and less than 100
    required<std::string> version_id; ///< the version
};
BOOST_DESCRIBE_STRUCT(assistant_version_config, (), (percentage, version_id))

} // namespace telnyx::ai
