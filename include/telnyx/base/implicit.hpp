#pragma once

#include <concepts>
#include <cstddef>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

namespace telnyx::detail {

template <class T>
class braced_item;

// Construction of fields

template <class T>
inline constexpr bool is_union = false;

template <class... Alternatives>
inline constexpr bool is_union<std::variant<Alternatives...>> = true;

template <class T>
inline constexpr bool is_string_union = false;

template <class... Alternatives>
inline constexpr bool is_string_union<std::variant<Alternatives...>> = (std::same_as<Alternatives, std::string> || ...);

/// Any type of text, except a null pointer.
template <class From>
concept text = std::convertible_to<From, std::string_view> && !std::same_as<std::remove_cvref_t<From>, std::nullptr_t>;

/// A text that the standard conversion does not accept: the conversion from `std::string_view` to a string is explicit,
/// and the one to a union is ambiguous because `boost::json::value` accepts a text, too.
template <class From, class T>
concept text_for = (std::same_as<T, std::string> || is_string_union<T>)&&!std::convertible_to<From, T> && text<From>;

/// Whether `T t = from;` should compile, so that the wrapper around a `T` must accept it as well. Arithmetic types are
/// left to the wrapper's constructor from `T` itself, so that the compiler warns about a narrowing conversion where it
/// occurs.
template <class From, class T>
concept implicit_for = !std::is_arithmetic_v<T> && !std::same_as<std::remove_cvref_t<From>, std::nullptr_t> &&
                       (std::convertible_to<From, T> || text_for<From, T>);

/// Converts anything that `implicit_for` accepts to a `T`.
template <class T, class From>
constexpr T make_implicitly(From&& from) {
    if constexpr (!text_for<From, T>)
        return std::forward<From>(from);
    else if constexpr (std::same_as<T, std::string>)
        return T(std::string_view(from));
    else
        return T(std::in_place_type<std::string>, std::string_view(from));
}

// Braces

/// Element type of a braced list for a `T`; void if `T` takes none.
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

/// Whether `T` can be initialized from a braced list.
template <class T>
concept takes_list = !std::is_void_v<typename list_element<T>::type>;

/// Whether braces in place of a `T` may call the constructor of `T`. A string would take two texts as its begin and end
/// iterators, and a list of strings would pass them on.
template <class T>
concept takes_braces = !std::same_as<T, std::string> && !takes_list<T>;

/// Whether `x = {...}` may create a `T` if the braces cannot create a wrapper: with member names they never can. For a
/// number, `{}` would create 0.
template <class T>
concept assigned_in_braces = takes_braces<T> && !std::is_scalar_v<T>;

/// Type of an element in a braced list: the element itself, or a wrapper that keeps braces from its constructor.
template <class Element>
struct list_item {
    using type = std::conditional_t<takes_braces<Element> && !is_union<Element>, Element, braced_item<Element>>;
};

template <class Key, class Value>
struct list_item<std::pair<Key const, Value>> {
    using type = std::pair<typename list_item<Key>::type, typename list_item<Value>::type>;
};

/// Type of an element in a braced list for a `T`.
template <class T>
using list_item_t = typename list_item<typename list_element<T>::type>::type;

/// A braced list for a `T`.
template <class T>
using braced_list = std::initializer_list<list_item_t<T>>;

} // namespace telnyx::detail
