#pragma once

#include "telnyx/ai/detail/tool.hpp"
#include "telnyx/ai/detail/tool_function.hpp"
#include "telnyx/ai/tool_options.hpp"
#include "telnyx/ai/types/chat_tool.hpp"
#include "telnyx/base/config.hpp"
#include "telnyx/base/text_view.hpp"

#include <boost/json/object.hpp>

#include <cstddef>
#include <memory>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace telnyx::ai {

namespace detail {
class tool_loop;
}

/// Functions that a model may call, with `run_tools()` or `stream_tools()`.
///
///     telnyx::ai::toolbox tools;
///     tools.add("current_weather", "Current weather in a city",
///               [](weather_query query) -> boost::asio::awaitable<weather> { ... });
///
/// A function is a plain function or a coroutine, and may be movable only. It takes one described struct, by value or
/// const reference, or nothing. Its result goes to the model as JSON; a `std::string` as it is. If it returns nothing,
/// the model is told that it is done. A `tool_arguments_error` goes to the model with its text; any other exception
/// only as a failure, unless the tool's options allow its text.
///
/// Functions that are called in the same turn may run at the same time, on different threads if the execution context
/// has several, and so may the calls of one function. A plain function blocks its thread while it runs.
///
/// Copies of a toolbox share the functions. Use a toolbox from one thread at a time; `run_tools()` keeps its own copy.
class toolbox {
  public:
    /// Adds a function, whose parameter is described by `json::schema_of()`, without additional members.
    /// @param name 1 to 64 letters, digits, underscores and hyphens
    /// @param description what the function does, so that the model knows when to call it
    /// @throws invalid_argument_error if the name is taken or has another form
    template <class Function>
    toolbox& add(text_view name, text_view description, Function function,
                 tool_options const& options = tool_options()) {
        return add_typed<false>(name, description, std::move(function), options);
    }

    /// Adds a function, with the promise of the server that its arguments match the schema: `strict`, with a schema by
    /// `json::strict_schema_of()`. Throws like `add()`.
    template <class Function>
    toolbox& add_strict(text_view name, text_view description, Function function,
                        tool_options const& options = tool_options()) {
        return add_typed<true>(name, description, std::move(function), options);
    }

    /// Adds a function of a `boost::json::value`, with a JSON schema of your own. The arguments are parsed, but not
    /// checked against the schema. Throws like `add()`.
    template <class Function>
    toolbox& add(text_view name, text_view description, boost::json::object schema, Function function,
                 tool_options const& options = tool_options()) {
        using signature = detail::signature_of_tool<Function>;
        constexpr bool fits = !signature::fits || std::is_same_v<typename signature::parameter, boost::json::value>;
        static_assert(fits, "the function of a tool with its own schema takes a boost::json::value");
        if constexpr (signature::fits && fits)
            add_tool(name, description, std::move(schema), false, options,
                     detail::make_tool_function(std::move(function)));
        return *this;
    }

    /// The tools in the form in which they are sent, in the order in which they were added.
    std::vector<chat_tool> definitions() const;

    /// Whether there is a tool of this name.
    bool contains(std::string_view name) const { return find(name) != nullptr; }

    /// Number of tools.
    std::size_t size() const { return tools_.size(); }

  private:
    friend class detail::tool_loop;

    template <bool Strict, class Function>
    toolbox& add_typed(text_view name, text_view description, Function function, tool_options const& options) {
        using signature = detail::signature_of_tool<Function>;
        if constexpr (signature::fits)
            if constexpr (detail::takes_schema<typename signature::parameter>())
                add_tool(name, description, detail::schema_of_parameter<typename signature::parameter, Strict>(),
                         Strict, options, detail::make_tool_function(std::move(function)));
        return *this;
    }

    void add_tool(std::string_view name, std::string_view description, boost::json::object schema, bool strict,
                  tool_options const& options, detail::tool::function run);
    std::shared_ptr<detail::tool const> find(std::string_view name) const;

    std::vector<std::shared_ptr<detail::tool const>> tools_;
};

} // namespace telnyx::ai

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/ai/impl/toolbox.ipp"
#endif
