#pragma once

#include "telnyx/ai/types/conversation.hpp"
#include "telnyx/ai/types/telnyx_conversation_channel.hpp"
#include "telnyx/fields/open_enum.hpp"
#include "telnyx/fields/optional.hpp"
#include "telnyx/fields/required.hpp"
#include "telnyx/json/describe.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace telnyx::ai {

/// Changes to a test of an assistant. Members that are left out keep their value.
struct assistant_test_update_params {
    /// Something that the assistant is judged by.
    struct rubric_item {
        required<std::string> criteria; ///< what is looked at, and how
        required<std::string> name;     ///< short name, such as `Accuracy`
    };

    telnyx::optional<std::string> description{}; ///< what the test is about; at most 1,000 characters
    telnyx::optional<std::string> destination{}; ///< where the assistant is reached
    /// What happens in the conversation, and what is to come of it; at most 5,000 characters.
    telnyx::optional<std::string> instructions{};
    telnyx::optional<std::int64_t> max_duration_seconds{}; ///< longest conversation, 1 to 3,600 seconds
    telnyx::optional<std::string> name{};                  ///< at most 255 characters, not given to another test
    telnyx::optional<std::vector<rubric_item>> rubric{};   ///< what the assistant is judged by; at least one item
    /// How the assistant is talked to.
    telnyx::optional<open_enum<ai::telnyx_conversation_channel>> telnyx_conversation_channel{};
    telnyx::optional<std::string> test_suite{}; ///< suite to put the test in; at most 100 characters
};
BOOST_DESCRIBE_STRUCT(assistant_test_update_params::rubric_item, (), (criteria, name))
BOOST_DESCRIBE_STRUCT(assistant_test_update_params, (),
                      (description, destination, instructions, max_duration_seconds, name, rubric,
                       telnyx_conversation_channel, test_suite))

} // namespace telnyx::ai
