#pragma once

#include "telnyx/json/describe.hpp"

#include <string>
#include <vector>

namespace telnyx::ai {

/// The test suites.
struct assistant_test_suite_list {
    std::vector<std::string> data{}; ///< unique names of the suites
};
BOOST_DESCRIBE_STRUCT(assistant_test_suite_list, (), (data))

} // namespace telnyx::ai
