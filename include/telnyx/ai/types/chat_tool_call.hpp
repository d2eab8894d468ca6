#pragma once

#include "telnyx/json/describe.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace telnyx::ai {

/// A model's wish that a function be called.
struct chat_tool_call {
    /// The function and what to call it with.
    struct function_call {
        std::string name{};                     ///< name of the function, as it was offered
        std::optional<std::string> arguments{}; ///< JSON text that the model made up; may be invalid

        static constexpr std::array json_text_members{std::string_view("arguments")};
    };

    std::string id{}; ///< to be given back with the function's result; empty where the server gives none
    std::optional<std::string> type{}; ///< `function`
    function_call function{};          ///< what to call

    static constexpr std::array omissible_members{std::string_view("id")};
    static constexpr std::array tolerated_members{std::string_view("type")};
};
BOOST_DESCRIBE_STRUCT(chat_tool_call::function_call, (), (name, arguments))
BOOST_DESCRIBE_STRUCT(chat_tool_call, (), (id, type, function))

} // namespace telnyx::ai
