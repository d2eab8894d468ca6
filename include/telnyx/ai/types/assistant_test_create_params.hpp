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

/// A new test of an assistant.
struct assistant_test_create_params {
    /// Something that the assistant is judged by.
    struct rubric_item {
        required<std::string> criteria; ///< what is looked at, and how
        required<std::string> name;     ///< short name, such as `Accuracy`
    };

    /// Where the assistant is reached: a phone number, or a webhook's URL, as the channel needs it.
    required<std::string> destination;
    /// What happens in the conversation, and what is to come of it; at most 5,000 characters.
    required<std::string> instructions;
    required<std::string> name;                            ///< at most 255 characters
    required<std::vector<rubric_item>> rubric;             ///< what the assistant is judged by; at least one item
    telnyx::optional<std::string> description{};           ///< what the test is about; at most 1,000 characters
    telnyx::optional<std::int64_t> max_duration_seconds{}; ///< longest conversation, 1 to 3,600 seconds
    /// How to talk to it; `web_chat` by default.
    telnyx::optional<open_enum<ai::telnyx_conversation_channel>> telnyx_conversation_channel{};
    telnyx::optional<std::string> test_suite{}; ///< suite to put the test in; at most 100 characters
};
BOOST_DESCRIBE_STRUCT(assistant_test_create_params::rubric_item, (), (criteria, name))
BOOST_DESCRIBE_STRUCT(assistant_test_create_params, (),
                      (destination, instructions, name, rubric, description, max_duration_seconds,
                       telnyx_conversation_channel, test_suite))

} // namespace telnyx::ai
