#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/testing/impl/chat_request.hpp"
#include "telnyx/testing/impl/seeded_random.hpp"

#include <string>
#include <vector>

namespace telnyx::testing::detail {

/// A function call that the model requests.
struct chat_tool_call {
    std::string id;
    std::string name;
    std::string arguments; // JSON text
};

/// The calls of the answer; empty for a text answer.
///
/// A function is called if the user's last message contains its name, a word of its name, or, if no name fits, a word
/// of its description. If the message lists names ("in Paris and Rome") and the function takes one, it is called for
/// each. All calls come in one turn, unless the request forbids parallel calls: then one by one. With the tool choice
/// `required` or a certain function, there are calls in every turn.
std::vector<chat_tool_call> chat_calls(chat_request const& request, seeded_random& dice);

/// Sentences with the results of the tools that were called last; empty if the last message is not a tool's.
std::string tool_results_text(chat_request const& request);

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/chat_calls.ipp"
#endif
