#pragma once

#include "telnyx/json/describe.hpp"

#include <string>
#include <vector>

namespace telnyx::ai {

/// The suites that the tests of assistants are in.
struct assistant_test_suite_list {
    std::vector<std::string> data{}; ///< their names, each once
};
BOOST_DESCRIBE_STRUCT(assistant_test_suite_list, (), (data))

} // namespace telnyx::ai
