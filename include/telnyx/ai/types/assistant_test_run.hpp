#pragma once

#include "telnyx/ai/types/assistant_test_run_detail_result.hpp"
#include "telnyx/ai/types/assistant_test_status.hpp"
#include "telnyx/fields/open_enum.hpp"
#include "telnyx/json/describe.hpp"

#include <optional>
#include <string>
#include <vector>

namespace telnyx::ai {

/// One run of a test of an assistant.
struct assistant_test_run {
    std::string created_at{};                              ///< ISO 8601 date and time
    std::string run_id{};                                  ///< UUID of the run
    open_enum<assistant_test_status> status{};             ///< progress and result
    std::string test_id{};                                 ///< UUID of the test
    std::string triggered_by{};                            ///< who or what started it: a user, a schedule or the API
    std::optional<std::string> completed_at{};             ///< ISO 8601 date and time of completion
    std::optional<std::string> conversation_id{};          ///< conversation of the run
    std::optional<std::string> conversation_insights_id{}; ///< insights generated from the conversation
    /// Results per rubric item.
    std::optional<std::vector<assistant_test_run_detail_result>> detail_status{};
    std::optional<std::string> logs{};              ///< detailed log
    std::optional<std::string> test_suite_run_id{}; ///< UUID of the suite run it belongs to
    std::optional<std::string> updated_at{};        ///< ISO 8601 date and time of the last change
};
BOOST_DESCRIBE_STRUCT(assistant_test_run, (),
                      (created_at, run_id, status, test_id, triggered_by, completed_at, conversation_id,
                       conversation_insights_id, detail_status, logs, test_suite_run_id, updated_at))

} // namespace telnyx::ai
