#pragma once

#include "telnyx/fields/constant.hpp"
#include "telnyx/fields/required.hpp"
#include "telnyx/json/describe.hpp"

#include <string>
#include <utility>

namespace telnyx::ai {

/// Makes the model call one function. `function_choice()` creates one in short form.
struct chat_function_choice {
    /// The function.
    struct function_name {
        required<std::string> name; ///< name of a function among the tools
    };

    constant<"function"> type{};      ///< identifies this kind of choice
    required<function_name> function; ///< the function
};
BOOST_DESCRIBE_STRUCT(chat_function_choice::function_name, (), (name))
BOOST_DESCRIBE_STRUCT(chat_function_choice, (), (type, function))

/// Makes the model call the function of this name.
inline chat_function_choice function_choice(required<std::string> name) {
    return {.function = chat_function_choice::function_name{.name = std::move(name.get())}};
}

} // namespace telnyx::ai
