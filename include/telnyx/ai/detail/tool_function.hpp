#pragma once

#include "telnyx/ai/detail/tool.hpp"
#include "telnyx/ai/tool_arguments_error.hpp"
#include "telnyx/base/config.hpp"
#include "telnyx/json/decode.hpp"
#include "telnyx/json/encode.hpp"
#include "telnyx/json/schema_of.hpp"

#include <boost/json/fwd.hpp>

#include <concepts>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

// Makes tools of functions.

namespace telnyx::ai::detail {

/// Parses arguments as JSON.
/// @throws tool_arguments_error
TELNYX_DECL boost::json::value parse_arguments(std::string_view arguments);

/// Arguments of a function without parameters: an empty object, or nothing.
/// @throws tool_arguments_error
TELNYX_DECL void check_no_arguments(std::string_view arguments);

/// The arguments, or an empty object if the model sent none.
inline std::string_view given_arguments(std::string_view arguments) {
    return arguments.find_first_not_of(" \t\r\n") == std::string_view::npos ? "{}" : arguments;
}

template <class T>
struct awaited {
    using type = T;
    static constexpr bool is_coroutine = false;
};

template <class T, class Executor>
struct awaited<boost::asio::awaitable<T, Executor>> {
    using type = T;
    static constexpr bool is_coroutine = true;
};

/// The type of a function without its qualifiers.
template <class Pointer>
struct plain_function;

template <class Result, class... Parameters, bool NoThrow>
struct plain_function<Result (*)(Parameters...) noexcept(NoThrow)> {
    using type = Result(Parameters...);
};

template <class Class, class Result, class... Parameters, bool NoThrow>
struct plain_function<Result (Class::*)(Parameters...) noexcept(NoThrow)> {
    using type = Result(Parameters...);
};

template <class Class, class Result, class... Parameters, bool NoThrow>
struct plain_function<Result (Class::*)(Parameters...) const noexcept(NoThrow)> {
    using type = Result(Parameters...);
};

template <class Class, class Result, class... Parameters, bool NoThrow>
struct plain_function<Result (Class::*)(Parameters...)& noexcept(NoThrow)> {
    using type = Result(Parameters...);
};

template <class Class, class Result, class... Parameters, bool NoThrow>
struct plain_function<Result (Class::*)(Parameters...) const& noexcept(NoThrow)> {
    using type = Result(Parameters...);
};

template <class Function>
concept function_pointer = std::is_pointer_v<Function> && std::is_function_v<std::remove_pointer_t<Function>>;

/// A function object without overloads.
template <class Function>
concept has_one_call_operator = requires {
    &Function::operator();
};

template <class Function>
concept has_one_signature = function_pointer<Function> || has_one_call_operator<Function>;

template <class Signature>
struct tool_signature;

template <class Result>
struct tool_signature<Result()> {
    static constexpr bool fits = true;
    using parameter = void;
    using result = Result;
};

template <class Result, class Parameter>
struct tool_signature<Result(Parameter)> {
    using parameter = std::remove_cvref_t<Parameter>;
    using result = Result;

    static constexpr bool by_value =
        !std::is_lvalue_reference_v<Parameter> || std::is_const_v<std::remove_reference_t<Parameter>>;
    static constexpr bool pointer = json::detail::is_pointer<parameter>;
    static_assert(by_value, "the function of a tool takes its parameter by value or by const reference");
    static_assert(!pointer, "the function of a tool takes a struct, not a pointer to one");
    static constexpr bool fits = by_value && !pointer;
};

template <class Result, class First, class Second, class... More>
struct tool_signature<Result(First, Second, More...)> {
    static constexpr bool fits = false;
    static_assert(sizeof...(More) > 1000, "the function of a tool takes one struct, or nothing: make its parameters "
                                          "members of a described struct");
    using parameter = void;
    using result = void;
};

/// The signature of a function without overloads.
template <class Function>
struct signature_of_tool {
    static constexpr bool fits = false;
    static_assert(has_one_signature<Function>, "the function of a tool needs one signature, whose parameter is not "
                                               "'auto': pass a function, or a lambda with a named type");
    using parameter = void;
    using result = void;
};

template <function_pointer Function>
struct signature_of_tool<Function> : tool_signature<typename plain_function<Function>::type> {};

template <has_one_call_operator Function>
struct signature_of_tool<Function> : tool_signature<typename plain_function<decltype(&Function::operator())>::type> {};

template <class T>
inline constexpr bool is_free_form = std::same_as<T, boost::json::value> || std::same_as<T, boost::json::object>;

/// Whether the schema of a parameter is known.
template <class Parameter>
constexpr bool takes_schema() {
    constexpr bool described = std::is_void_v<Parameter> || json::detail::described<Parameter>;
    static_assert(!is_free_form<Parameter>, "a tool that takes any JSON needs a schema as its third argument");
    static_assert(is_free_form<Parameter> || described,
                  "the parameter of a tool must be a described struct: is BOOST_DESCRIBE_STRUCT missing?");
    return described;
}

/// The schema of a function without parameters.
TELNYX_DECL boost::json::object schema_of_nothing(bool strict);

template <class Parameter, bool Strict>
boost::json::object schema_of_parameter() {
    if constexpr (std::is_void_v<Parameter>)
        return schema_of_nothing(Strict);
    else if constexpr (Strict)
        return json::strict_schema_of<Parameter>();
    else
        return json::detail::make_schema(json::detail::type_of<Parameter, json::detail::use::schema>::value,
                                         json::detail::schema_form::closed);
}

template <class Parameter>
Parameter decode_arguments(std::string_view arguments) {
    if constexpr (std::same_as<Parameter, boost::json::value>) {
        return parse_arguments(arguments);
    } else {
        try {
            return json::decode<Parameter>(given_arguments(arguments), {.strict = true});
        } catch (json::decode_error const& failure) {
            throw tool_arguments_error(failure.path(), failure.reason());
        }
    }
}

template <class Result>
std::string result_text(Result&& result) {
    if constexpr (std::is_convertible_v<Result, std::string>)
        return std::forward<Result>(result);
    else if constexpr (std::is_convertible_v<Result, std::string_view>)
        return std::string(std::string_view(result));
    else
        return json::encode(result);
}

inline constexpr char no_result[] = "done";

/// Calls a function that is no coroutine.
template <class Call>
std::string call_plain(Call call) {
    if constexpr (std::is_void_v<decltype(call())>)
        return call(), no_result;
    else
        return result_text(call());
}

/// Calls a coroutine.
template <class Result, class Call>
boost::asio::awaitable<std::string> call_coroutine(Call call) {
    if constexpr (std::is_void_v<Result>) {
        co_await call();
        co_return no_result;
    } else {
        auto result = co_await call();
        co_return result_text(std::move(result));
    }
}

/// Decodes the arguments, and calls the function with them. They live until the function has ended, which may be a
/// coroutine that takes them by reference.
template <class Parameter, class Result, class Function>
boost::asio::awaitable<std::string> call_tool(std::shared_ptr<Function> function, std::string arguments) {
    using traits = awaited<Result>;
    if constexpr (std::is_void_v<Parameter>) {
        check_no_arguments(arguments);
        auto const call = [&]() -> decltype(auto) { return (*function)(); };
        if constexpr (traits::is_coroutine)
            co_return co_await call_coroutine<typename traits::type>(call);
        else
            co_return call_plain(call);
    } else {
        auto parameter = decode_arguments<Parameter>(arguments);
        auto const call = [&]() -> decltype(auto) { return (*function)(std::move(parameter)); };
        if constexpr (traits::is_coroutine)
            co_return co_await call_coroutine<typename traits::type>(call);
        else
            co_return call_plain(call);
    }
}

template <class Function>
tool::function make_tool_function(Function function) {
    using signature = signature_of_tool<Function>;
    using result = typename signature::result;
    return [kept = std::make_shared<Function>(std::move(function))](std::string arguments) {
        return call_tool<typename signature::parameter, result>(kept, std::move(arguments));
    };
}

} // namespace telnyx::ai::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/ai/impl/tool_function.ipp"
#endif
