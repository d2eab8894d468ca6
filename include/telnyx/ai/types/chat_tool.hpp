#pragma once

#include "telnyx/ai/types/retrieval_tool.hpp"
#include "telnyx/fields/constant.hpp"
#include "telnyx/fields/optional.hpp"
#include "telnyx/fields/required.hpp"
#include "telnyx/json/describe.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <string>
#include <variant>

namespace telnyx::ai {

/// A function of the caller's that the model may ask to be called.
struct chat_function_tool {
    /// What the model gets to know of the function.
    struct definition {
        required<std::string> name;                  ///< how the model refers to it
        telnyx::optional<std::string> description{}; ///< what it is good for, so that the model knows when to use it
        telnyx::optional<boost::json::object> parameters{}; ///< JSON schema of its arguments
    };

    constant<"function"> type{};   ///< tells it from other tools
    required<definition> function; ///< the function
};
BOOST_DESCRIBE_STRUCT(chat_function_tool::definition, (), (name, description, parameters))
BOOST_DESCRIBE_STRUCT(chat_function_tool, (), (type, function))

/// What a model may use to answer: a function of the caller's, or documents in embedded storage buckets. The last
/// alternative is for tools that are newer than the library.
using chat_tool = std::variant<chat_function_tool, retrieval_tool, boost::json::value>;

} // namespace telnyx::ai
