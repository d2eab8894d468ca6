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

/// Changes to a test of an assistant. Omitted members keep their value.
struct assistant_test_update_params {
    /// A criterion for evaluating the assistant.
    struct rubric_item {
        required<std::string> criteria; ///< what to check, and how
        required<std::string> name;     ///< short name, such as `Accuracy`
    };

    telnyx::optional<std::string> description{}; ///< subject of the test; at most 1,000 characters
    telnyx::optional<std::string> destination{}; ///< address of the assistant
    /// Script of the conversation and its expected outcome; at most 5,000 characters.
    telnyx::optional<std::string> instructions{};
    telnyx::optional<std::int64_t> max_duration_seconds{}; ///< maximum length of the conversation, 1 to 3,600 s
    telnyx::optional<std::string> name{};                  ///< at most 255 characters, unique among tests
    telnyx::optional<std::vector<rubric_item>> rubric{};   ///< criteria for evaluating the assistant; at least one
    /// Channel to the assistant.
    telnyx::optional<open_enum<ai::telnyx_conversation_channel>> telnyx_conversation_channel{};
    telnyx::optional<std::string> test_suite{}; ///< suite to add the test to; at most 100 characters
};
BOOST_DESCRIBE_STRUCT(assistant_test_update_params::rubric_item, (), (criteria, name))
BOOST_DESCRIBE_STRUCT(assistant_test_update_params, (),
                      (description, destination, instructions, max_duration_seconds, name, rubric,
                       telnyx_conversation_channel, test_suite))

} // namespace telnyx::ai
