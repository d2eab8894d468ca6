#pragma once

#include "telnyx/ai/types/conversation.hpp"
#include "telnyx/ai/types/telnyx_conversation_channel.hpp"
#include "telnyx/fields/open_enum.hpp"
#include "telnyx/json/describe.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace telnyx::ai {

/// A test of an assistant: a conversation and the criteria for its evaluation.
struct assistant_test {
    /// A criterion for evaluating the assistant.
    struct rubric_item {
        std::string criteria{}; ///< what to check, and how
        std::string name{};     ///< short name, such as `Accuracy`
    };

    std::string created_at{};                                                 ///< ISO 8601 date and time
    std::string name{};                                                       ///< chosen by the owner
    std::vector<rubric_item> rubric{};                                        ///< evaluation criteria
    open_enum<ai::telnyx_conversation_channel> telnyx_conversation_channel{}; ///< channel to the assistant
    std::string test_id{};                                                    ///< UUID of the test
    std::optional<std::string> description{};                                 ///< subject of the test
    std::optional<std::string> destination{};                                 ///< address of the assistant
    std::optional<std::string> instructions{};          ///< script of the conversation and its expected outcome
    std::optional<std::int64_t> max_duration_seconds{}; ///< maximum length of the conversation, in seconds
    std::optional<std::string> test_suite{};            ///< suite of the test
};
BOOST_DESCRIBE_STRUCT(assistant_test::rubric_item, (), (criteria, name))
BOOST_DESCRIBE_STRUCT(assistant_test, (),
                      (created_at, name, rubric, telnyx_conversation_channel, test_id, description, destination,
                       instructions, max_duration_seconds, test_suite))

} // namespace telnyx::ai
