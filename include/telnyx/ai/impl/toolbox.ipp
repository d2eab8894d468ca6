#pragma once

#include "telnyx/ai/toolbox.hpp"
#include "telnyx/base/invalid_argument_error.hpp"
#include "telnyx/base/quoted_beginning.hpp"

#include <algorithm>
#include <string>

namespace telnyx::ai {

namespace detail {

constexpr std::size_t longest_tool_name = 64;

inline bool is_tool_name(std::string_view name) {
    auto const fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    };
    return !name.empty() && name.size() <= longest_tool_name && std::all_of(name.begin(), name.end(), fits);
}

[[noreturn]] inline void refuse_tool(std::string_view name, char const* reason) {
    throw invalid_argument_error("tool " + base::quoted_beginning(name), reason);
}

} // namespace detail

TELNYX_DECL void toolbox::add_tool(std::string_view name, std::string_view description, boost::json::object schema,
                                   bool strict, tool_options const& options, detail::tool::function run) {
    if (!detail::is_tool_name(name))
        detail::refuse_tool(name, "a name has 1 to 64 letters, digits, underscores and hyphens");
    if (contains(name)) detail::refuse_tool(name, "there is already a tool of this name");
    chat_function_tool::definition made{.name = std::string(name)};
    if (!description.empty()) made.description = std::string(description);
    made.parameters = std::move(schema);
    if (strict) made.strict = true;
    detail::tool added{.definition = std::move(made), .options = options, .run = std::move(run)};
    tools_.push_back(std::make_shared<detail::tool const>(std::move(added)));
}

TELNYX_DECL std::shared_ptr<detail::tool const> toolbox::find(std::string_view name) const {
    auto const found =
        std::find_if(tools_.begin(), tools_.end(), [&](auto const& each) { return *each->definition->name == name; });
    return found == tools_.end() ? nullptr : *found;
}

TELNYX_DECL std::vector<chat_tool> toolbox::definitions() const {
    std::vector<chat_tool> all;
    all.reserve(tools_.size());
    for (auto const& each : tools_)
        all.emplace_back(chat_function_tool{.function = *each->definition});
    return all;
}

} // namespace telnyx::ai
