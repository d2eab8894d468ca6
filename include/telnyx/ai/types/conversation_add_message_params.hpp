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

/// A message to be put into a conversation as it is, without an answer to it.
struct conversation_add_message_params {
    /// A scalar of the metadata.
    using metadata_scalar = std::variant<std::string, std::int64_t, bool>;
    /// A value of the metadata.
    using metadata_value = std::variant<std::string, std::int64_t, bool, std::vector<metadata_scalar>>;

    required<std::string> role;                                         ///< who says it, such as `user` or `assistant`
    telnyx::optional<std::string> content{};                            ///< the text; empty by default
    telnyx::optional<std::map<std::string, metadata_value>> metadata{}; ///< notes of the caller's
    telnyx::optional<std::string> name{};                               ///< name of who says it
    telnyx::optional<std::string> sent_at{};                            ///< when it was said, ISO 8601
    telnyx::optional<std::string> tool_call_id{};                       ///< call of a tool that the message answers
    telnyx::optional<std::vector<boost::json::object>> tool_calls{};    ///< calls of tools that the message makes
    telnyx::optional<std::variant<std::string, boost::json::object>> tool_choice{}; ///< which tools may be called
};
BOOST_DESCRIBE_STRUCT(conversation_add_message_params, (),
                      (role, content, metadata, name, sent_at, tool_call_id, tool_calls, tool_choice))

} // namespace telnyx::ai
