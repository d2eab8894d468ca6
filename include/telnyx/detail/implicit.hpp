#pragma once

#include <concepts>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace telnyx::detail {

template <class T>
inline constexpr bool is_union = false;

template <class... Alternatives>
inline constexpr bool is_union<std::variant<Alternatives...>> = true;

template <class T>
inline constexpr bool is_string_union = false;

template <class... Alternatives>
inline constexpr bool is_string_union<std::variant<Alternatives...>> = (std::same_as<Alternatives, std::string> || ...);

/// A text for a string, to which a `std::string_view` does not convert by itself, or for a union with a string
/// alternative, where the standard's own conversion is ambiguous because `boost::json::value` accepts a text, too.
template <class From, class T>
concept converted_text = (std::same_as<T, std::string> || is_string_union<T>)&&!std::convertible_to<From, T> &&
                         std::convertible_to<From, std::string_view>;

/// Whether `T t = from;` is meant to compile, and the wrapper around a `T` shall accept it as well. Arithmetic types
/// are left to the wrapper's constructor from `T` itself, so that the compiler warns of a narrowing where it happens.
template <class From, class T>
concept implicit_for = !std::is_arithmetic_v<T> && !std::same_as<std::remove_cvref_t<From>, T> &&
                       (std::convertible_to<From, T> || converted_text<From, T>);

/// Makes a `T` from whatever `implicit_for` lets through.
template <class T, class From>
constexpr T make_implicitly(From&& from) {
    if constexpr (!converted_text<From, T>)
        return std::forward<From>(from);
    else if constexpr (std::same_as<T, std::string>)
        return T(std::string_view(from));
    else
        return T(std::in_place_type<std::string>, std::string_view(from));
}

/// Whether a `From` is a `T` or is meant to become one.
template <class From, class T>
concept item_for = std::same_as<std::remove_cvref_t<From>, T> || implicit_for<From, T>;

template <class T, class From>
T make_item(From&& from) {
    if constexpr (std::same_as<std::remove_cvref_t<From>, T>)
        return std::forward<From>(from);
    else
        return make_implicitly<T>(std::forward<From>(from));
}

/// One element of a list in braces that becomes a `T`. It is made from one value only: two texts in braces of their own
/// would otherwise be taken for a string from one pointer to the other.
template <class T>
class list_item {
  public:
    template <item_for<T> From>
    list_item(From&& from) : value_(make_item<T>(std::forward<From>(from))) {}

    T const& value() const { return value_; }

  private:
    T value_;
};

/// The same for an entry of a map: a key, which is never made from braces, and its value.
template <class Key, class Value>
class list_item<std::pair<Key const, Value>> {
  public:
    template <item_for<Key> From, item_for<Value> Given>
    list_item(From&& key, Given&& value)
        : value_(make_item<Key>(std::forward<From>(key)), make_item<Value>(std::forward<Given>(value))) {}

    template <item_for<Key> From>
    list_item(From&& key, Value value) : value_(make_item<Key>(std::forward<From>(key)), std::move(value)) {}

    list_item(std::pair<Key const, Value> const& entry) : value_(entry) {}

    std::pair<Key const, Value> const& value() const { return value_; }

  private:
    std::pair<Key const, Value> value_;
};

/// What a braced list for a `T` consists of; void when `T` takes none.
template <class T>
struct list_element {
    using type = void;
};

/// Elements that have to be written in braces themselves, such as aggregates, are taken as they are.
template <class T>
requires requires {
    typename T::value_type;
} && std::constructible_from<T, std::initializer_list<typename T::value_type>>
struct list_element<T> {
    using value_type = typename T::value_type;
    using type = std::conditional_t < std::same_as<value_type, std::string> || is_union<value_type> || requires {
        typename T::mapped_type;
    }
    , list_item<value_type>, value_type > ;
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

/// The container of the elements of a braced list.
template <class T>
T make_list(std::initializer_list<list_element_t<T>> elements) {
    if constexpr (std::same_as<list_element_t<T>, typename T::value_type>) {
        return T(elements);
    } else {
        T made;
        for (auto const& each : elements)
            made.insert(made.end(), each.value());
        return made;
    }
}

} // namespace telnyx::detail
