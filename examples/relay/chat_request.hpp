#pragma once

#include "settings.hpp"

#include "telnyx/ai/types/chat_completion_params.hpp"

#include <stdexcept>
#include <string_view>

namespace relay {

/// What is wrong with a request, in words for the author of a page.
struct invalid_request : std::runtime_error {
    using runtime_error::runtime_error;
};

/// Reads `{"messages": [{"role": "user", "content": "..."}, ...]}`, and makes the request to the model of it. A browser
/// chooses nothing but the conversation: model, instructions and limits are the server's.
/// @throws invalid_request if it is anything else
telnyx::ai::chat_completion_params read_chat_request(std::string_view body, settings const& options);

} // namespace relay
