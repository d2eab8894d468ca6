#pragma once

#include "telnyx/ai/types/assistant_test_status.hpp"
#include "telnyx/fields/open_enum.hpp"
#include "telnyx/json/describe.hpp"

#include <string>

namespace telnyx::ai {

/// Result for one criterion.
struct assistant_test_run_detail_result {
    std::string name{};                        ///< name of the rubric item
    open_enum<assistant_test_status> status{}; ///< result
};
BOOST_DESCRIBE_STRUCT(assistant_test_run_detail_result, (), (name, status))

} // namespace telnyx::ai
