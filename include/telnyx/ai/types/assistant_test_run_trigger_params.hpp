#pragma once

#include "telnyx/fields/optional.hpp"
#include "telnyx/json/describe.hpp"

#include <string>

namespace telnyx::ai {

/// Options for running a test.
struct assistant_test_run_trigger_params {
    telnyx::optional<std::string>
        destination_version_id{}; ///< version of the assistant to test; default: the main version
};
BOOST_DESCRIBE_STRUCT(assistant_test_run_trigger_params, (), (destination_version_id))

} // namespace telnyx::ai
