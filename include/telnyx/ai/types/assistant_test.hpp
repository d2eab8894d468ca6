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

/// A test of an assistant: a conversation to be had, and how the assistant is judged by it.
struct assistant_test {
    /// Something that the assistant is judged by.
    struct rubric_item {
        std::string criteria{}; ///< what is looked at, and how
        std::string name{};     ///< short name, such as `Accuracy`
    };

    std::string created_at{};                                                 ///< ISO 8601 date and time
    std::string name{};                                                       ///< chosen by its owner
    std::vector<rubric_item> rubric{};                                        ///< what the assistant is judged by
    open_enum<ai::telnyx_conversation_channel> telnyx_conversation_channel{}; ///< how the assistant is talked to
    std::string test_id{};                                                    ///< UUID of the test
    std::optional<std::string> description{};                                 ///< what the test is about
    std::optional<std::string> destination{};                                 ///< where the assistant is reached
    std::optional<std::string> instructions{};          ///< what happens in the conversation, and what is to come of it
    std::optional<std::int64_t> max_duration_seconds{}; ///< longest conversation, in seconds
    std::optional<std::string> test_suite{};            ///< suite that the test belongs to
};
BOOST_DESCRIBE_STRUCT(assistant_test::rubric_item, (), (criteria, name))
BOOST_DESCRIBE_STRUCT(assistant_test, (),
                      (created_at, name, rubric, telnyx_conversation_channel, test_id, description, destination,
                       instructions, max_duration_seconds, test_suite))

} // namespace telnyx::ai
