#pragma once

#include "telnyx/fields/required.hpp"
#include "telnyx/json/describe.hpp"

#include <string>

namespace telnyx::ai {

/// How much of an assistant's traffic one of its versions gets.
struct assistant_version_config {
    required<double> percentage;      ///< share in percent, more than 0 and less than 100
    required<std::string> version_id; ///< the version
};
BOOST_DESCRIBE_STRUCT(assistant_version_config, (), (percentage, version_id))

} // namespace telnyx::ai
