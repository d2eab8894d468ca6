#pragma once

#include <concepts>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

namespace telnyx::detail {

/// What a braced list for a `T` consists of; void when `T` takes none.
template <class T>
struct list_element {
    using type = void;
};

template <class T>
requires requires {
    typename T::value_type;
} && std::constructible_from<T, std::initializer_list<typename T::value_type>>
struct list_element<T> {
    using type = typename T::value_type;
};

template <>
struct list_element<std::string> {
    using type = void;
};

template <class T>
using list_element_t = typename list_element<T>::type;

/// Whether `T` can be filled from a braced list.
template <class T>
concept takes_list = !std::is_void_v<list_element_t<T>>;

template <class T>
inline constexpr bool is_string_union = false;

template <class... Alternatives>
inline constexpr bool is_string_union<std::variant<Alternatives...>> = (std::same_as<Alternatives, std::string> || ...);

/// A text for a union with a string alternative, where the standard's own conversion is ambiguous because
/// `boost::json::value` accepts a text, too.
template <class From, class T>
concept text_for_union =
    is_string_union<T> && !std::convertible_to<From, T> && std::convertible_to<From, std::string_view>;

/// Whether `T t = from;` is meant to compile, and the wrapper around a `T` shall accept it as well. Arithmetic types
/// are left to the wrapper's constructor from `T` itself, so that the compiler warns of a narrowing where it happens.
template <class From, class T>
concept implicit_for = !std::is_arithmetic_v<T> && !std::same_as<std::remove_cvref_t<From>, T> &&
                       (std::convertible_to<From, T> || text_for_union<From, T>);

/// Makes a `T` from whatever `implicit_for` lets through.
template <class T, class From>
constexpr T make_implicitly(From&& from) {
    if constexpr (text_for_union<From, T>)
        return T(std::in_place_type<std::string>, std::string_view(from));
    else
        return std::forward<From>(from);
}

} // namespace telnyx::detail
