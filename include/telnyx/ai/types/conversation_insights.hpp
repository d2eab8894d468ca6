#pragma once

#include "telnyx/fields/open_enum.hpp"
#include "telnyx/json/describe.hpp"
#include "telnyx/results/page_meta.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace telnyx::ai {

/// Results of the insights for a conversation.
struct conversation_insights {
    /// The answer to one insight's question.
    struct insight {
        std::string insight_id{}; ///< the insight
        std::string result{};     ///< the answer; JSON text when the insight has a JSON schema
    };

    /// Status of the answers.
    enum class generation_status { pending, in_progress, completed, failed };

    /// Answers generated together.
    struct insight_run {
        std::string id{};                             ///< ID of the run
        std::vector<insight> conversation_insights{}; ///< the answers
        std::string created_at{};                     ///< creation time, ISO 8601
        open_enum<generation_status> status{};        ///< status of the answers
    };

    std::vector<insight_run> data{}; ///< the runs
    page_meta meta{};                ///< position of this page
};

/// JSON strings of the states.
constexpr auto enum_texts(conversation_insights::generation_status) {
    return std::array<std::string_view, 4>{"pending", "in_progress", "completed", "failed"};
}

BOOST_DESCRIBE_STRUCT(conversation_insights::insight, (), (insight_id, result))
BOOST_DESCRIBE_STRUCT(conversation_insights::insight_run, (), (id, conversation_insights, created_at, status))
BOOST_DESCRIBE_STRUCT(conversation_insights, (), (data, meta))

} // namespace telnyx::ai
