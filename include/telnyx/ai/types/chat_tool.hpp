#pragma once

#include "telnyx/ai/types/retrieval_tool.hpp"
#include "telnyx/fields/constant.hpp"
#include "telnyx/fields/optional.hpp"
#include "telnyx/fields/required.hpp"
#include "telnyx/json/describe.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <optional>
#include <string>
#include <variant>

namespace telnyx::ai {

/// A function of the caller's that the model may call.
struct chat_function_tool {
    /// The description of the function for the model.
    struct definition {
        required<std::string> name;                         ///< name used by the model
        telnyx::optional<std::string> description{};        ///< its purpose, so that the model knows when to use it
        telnyx::optional<boost::json::object> parameters{}; ///< JSON schema of its arguments
        std::optional<bool> strict{};                       ///< whether the arguments must match the schema exactly
    };

    constant<"function"> type{};   ///< identifies this kind of tool
    required<definition> function; ///< the function
};
BOOST_DESCRIBE_STRUCT(chat_function_tool::definition, (), (name, description, parameters, strict))
BOOST_DESCRIBE_STRUCT(chat_function_tool, (), (type, function))

/// A tool that a model may use: a function of the caller's, or retrieval from embedded storage buckets. The last
/// alternative is for tools newer than the library.
using chat_tool = std::variant<chat_function_tool, retrieval_tool, boost::json::value>;

} // namespace telnyx::ai
