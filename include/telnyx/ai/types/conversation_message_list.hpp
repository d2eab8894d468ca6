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
    /// Roles of senders.
    enum class role_type { user, assistant, tool };
    /// Kinds of tool calls.
    enum class call_type { function };

    /// A function and its arguments.
    struct function_call {
        std::string arguments{}; ///< JSON text
        std::string name{};      ///< name of the function
    };

    /// A tool call.
    struct tool_call {
        std::string id{};            ///< ID of the call
        function_call function{};    ///< function to call
        open_enum<call_type> type{}; ///< `function`
    };

    /// A message.
    struct message {
        open_enum<role_type> role{};                        ///< role of the sender
        nullable<std::string> text{};                       ///< text; null for tool calls only
        std::optional<std::string> created_at{};            ///< when it was stored, ISO 8601
        std::optional<std::string> sent_at{};               ///< when the user received it, ISO 8601
        std::optional<std::vector<tool_call>> tool_calls{}; ///< tool calls made by the assistant
    };

    std::vector<message> data{}; ///< the messages
    page_meta meta{};            ///< position of this page
};

/// JSON strings of the roles.
constexpr auto enum_texts(conversation_message_list::role_type) {
    return std::array<std::string_view, 3>{"user", "assistant", "tool"};
}

/// JSON strings of the kinds of calls.
constexpr auto enum_texts(conversation_message_list::call_type) {
    return std::array<std::string_view, 1>{"function"};
}

BOOST_DESCRIBE_STRUCT(conversation_message_list::function_call, (), (arguments, name))
BOOST_DESCRIBE_STRUCT(conversation_message_list::tool_call, (), (id, function, type))
BOOST_DESCRIBE_STRUCT(conversation_message_list::message, (), (role, text, created_at, sent_at, tool_calls))
BOOST_DESCRIBE_STRUCT(conversation_message_list, (), (data, meta))

} // namespace telnyx::ai
