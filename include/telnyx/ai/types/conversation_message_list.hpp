#pragma once

#include "telnyx/fields/nullable.hpp"
#include "telnyx/fields/open_enum.hpp"
#include "telnyx/json/describe.hpp"
#include "telnyx/results/page_meta.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace telnyx::ai {

/// The messages of a conversation.
struct conversation_message_list {
    /// Who may say something.
    enum class role_type { user, assistant, tool };
    /// Kinds of things that may be called.
    enum class call_type { function };

    /// A function, and what it is called with.
    struct function_call {
        std::string arguments{}; ///< JSON text
        std::string name{};      ///< name of the function
    };

    /// A call of a tool.
    struct tool_call {
        std::string id{};            ///< of the call
        function_call function{};    ///< what is called
        open_enum<call_type> type{}; ///< `function`
    };

    /// A message.
    struct message {
        open_enum<role_type> role{};                        ///< who says it
        nullable<std::string> text{};                       ///< what is said; null where only tools are called
        std::optional<std::string> created_at{};            ///< when it was stored, ISO 8601
        std::optional<std::string> sent_at{};               ///< when the user got it, ISO 8601
        std::optional<std::vector<tool_call>> tool_calls{}; ///< calls of tools that the assistant makes
    };

    std::vector<message> data{}; ///< the messages
    page_meta meta{};            ///< where this page stands
};

/// Texts of the roles in JSON.
constexpr auto enum_texts(conversation_message_list::role_type) {
    return std::array<std::string_view, 3>{"user", "assistant", "tool"};
}

/// Texts of the kinds of calls in JSON.
constexpr auto enum_texts(conversation_message_list::call_type) {
    return std::array<std::string_view, 1>{"function"};
}

BOOST_DESCRIBE_STRUCT(conversation_message_list::function_call, (), (arguments, name))
BOOST_DESCRIBE_STRUCT(conversation_message_list::tool_call, (), (id, function, type))
BOOST_DESCRIBE_STRUCT(conversation_message_list::message, (), (role, text, created_at, sent_at, tool_calls))
BOOST_DESCRIBE_STRUCT(conversation_message_list, (), (data, meta))

} // namespace telnyx::ai
