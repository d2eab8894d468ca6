#pragma once

#include "telnyx/fields/open_enum.hpp"
#include "telnyx/json/describe.hpp"
#include "telnyx/results/page_meta.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace telnyx::ai {

/// What the insights found out about a conversation.
struct conversation_insights {
    /// The answer to one insight's question.
    struct insight {
        std::string insight_id{}; ///< the insight
        std::string result{};     ///< the answer; JSON text when the insight has a JSON schema
    };

    /// How far the answers are.
    enum class generation_status { pending, in_progress, completed, failed };

    /// Answers that were worked out together.
    struct insight_run {
        std::string id{};                             ///< of the run
        std::vector<insight> conversation_insights{}; ///< the answers
        std::string created_at{};                     ///< when it was made, ISO 8601
        open_enum<generation_status> status{};        ///< how far the answers are
    };

    std::vector<insight_run> data{}; ///< the runs
    page_meta meta{};                ///< where this page stands
};

/// Texts of the states in JSON.
constexpr auto enum_texts(conversation_insights::generation_status) {
    return std::array<std::string_view, 4>{"pending", "in_progress", "completed", "failed"};
}

BOOST_DESCRIBE_STRUCT(conversation_insights::insight, (), (insight_id, result))
BOOST_DESCRIBE_STRUCT(conversation_insights::insight_run, (), (id, conversation_insights, created_at, status))
BOOST_DESCRIBE_STRUCT(conversation_insights, (), (data, meta))

} // namespace telnyx::ai
