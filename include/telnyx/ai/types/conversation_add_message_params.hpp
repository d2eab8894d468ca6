#pragma once

#include "telnyx/fields/optional.hpp"
#include "telnyx/fields/required.hpp"
#include "telnyx/json/describe.hpp"

#include <boost/json/object.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

namespace telnyx::ai {

/// A message to add to a conversation, without generating an answer.
struct conversation_add_message_params {
    /// A scalar metadata value.
    using metadata_scalar = std::variant<std::string, std::int64_t, bool>;
    /// A metadata value.
    using metadata_value = std::variant<std::string, std::int64_t, bool, std::vector<metadata_scalar>>;

    required<std::string> role;                                         ///< sender, such as `user` or `assistant`
    telnyx::optional<std::string> content{};                            ///< the text; empty by default
    telnyx::optional<std::map<std::string, metadata_value>> metadata{}; ///< metadata of the caller
    telnyx::optional<std::string> name{};                               ///< name of the sender
    telnyx::optional<std::string> sent_at{};                            ///< when it was sent, ISO 8601
    telnyx::optional<std::string> tool_call_id{};                       ///< tool call that the message answers
    telnyx::optional<std::vector<boost::json::object>> tool_calls{};    ///< tool calls made by the message
    telnyx::optional<std::variant<std::string, boost::json::object>> tool_choice{}; ///< which tools may be called
};
BOOST_DESCRIBE_STRUCT(conversation_add_message_params, (),
                      (role, content, metadata, name, sent_at, tool_call_id, tool_calls, tool_choice))

} // namespace telnyx::ai
