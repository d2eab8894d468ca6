#pragma once

#include <string>
#include <vector>

namespace telnyx::testing::detail {

/// The messages of a chat before its last question.
struct chat_history {
    std::vector<std::string> questions; // the oldest first
    std::string answers;
};

} // namespace telnyx::testing::detail
