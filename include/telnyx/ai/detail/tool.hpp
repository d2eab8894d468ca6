#pragma once

#include "telnyx/ai/tool_options.hpp"
#include "telnyx/ai/types/chat_tool.hpp"
#include "telnyx/fields/required.hpp"

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <string>

namespace telnyx::ai::detail {

/// A tool of a toolbox.
struct tool {
    /// Decodes the arguments, calls the function, and encodes its result.
    using function = std::function<boost::asio::awaitable<std::string>(std::string arguments)>;

    required<chat_function_tool::definition> definition;
    tool_options options{};
    function run{};
};

} // namespace telnyx::ai::detail
