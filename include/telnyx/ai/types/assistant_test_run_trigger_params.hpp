#pragma once

#include "telnyx/fields/optional.hpp"
#include "telnyx/json/describe.hpp"

#include <string>

namespace telnyx::ai {

/// How to run a test.
struct assistant_test_run_trigger_params {
    telnyx::optional<std::string>
        destination_version_id{}; ///< version of the assistant to test; the main one unless set
};
BOOST_DESCRIBE_STRUCT(assistant_test_run_trigger_params, (), (destination_version_id))

} // namespace telnyx::ai
