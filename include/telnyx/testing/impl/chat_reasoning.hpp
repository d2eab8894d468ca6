#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/testing/impl/chat_calls.hpp"
#include "telnyx/testing/impl/chat_request.hpp"

#include <string>
#include <vector>

namespace telnyx::testing::detail {

/// The simulated model's reasoning before its answer, longer with a higher effort; empty if the request has none.
std::string chat_reasoning(chat_request const& request, std::vector<chat_tool_call> const& calls);

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/chat_reasoning.ipp"
#endif
