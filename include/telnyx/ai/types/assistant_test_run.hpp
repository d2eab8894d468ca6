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
    open_enum<assistant_test_status> status{};             ///< how far it is, and how it went
    std::string test_id{};                                 ///< UUID of the test
    std::string triggered_by{};                            ///< what started it: somebody, a schedule, or the API
    std::optional<std::string> completed_at{};             ///< ISO 8601 date and time of its end
    std::optional<std::string> conversation_id{};          ///< conversation that was had
    std::optional<std::string> conversation_insights_id{}; ///< insights drawn from the conversation
    /// An entry for each item of the rubric.
    std::optional<std::vector<assistant_test_run_detail_result>> detail_status{};
    std::optional<std::string> logs{};              ///< what happened in detail
    std::optional<std::string> test_suite_run_id{}; ///< UUID of the run of a whole suite that it belongs to
    std::optional<std::string> updated_at{};        ///< ISO 8601 date and time of the last change
};
BOOST_DESCRIBE_STRUCT(assistant_test_run, (),
                      (created_at, run_id, status, test_id, triggered_by, completed_at, conversation_id,
                       conversation_insights_id, detail_status, logs, test_suite_run_id, updated_at))

} // namespace telnyx::ai
