#pragma once

#include "telnyx/detail/implicit.hpp"

#include <concepts>
#include <initializer_list>
#include <optional>
#include <type_traits>
#include <utility>

namespace telnyx {

/// A parameter that may be left out: a `std::optional` that is initialised as `required` is. A list is given in braces
/// (`.tools = {a, b}`; the `{{a, b}}` of a `std::optional` means the same), and a text as a `std::string_view`, too.
template <class T>
class optional : public std::optional<T> {
    using base = std::optional<T>;

  public:
    /// Absent.
    optional() noexcept = default;

    /// Absent.
    optional(std::nullopt_t) noexcept {}

    /// Holds what a `std::optional` does; never made from braces, which stand for a `T`.
    template <class Plain>
    requires std::same_as<std::remove_cvref_t<Plain>, std::optional<T>> optional(Plain&& value)
        : base(std::forward<Plain>(value)) {}

    /// Holds a copy of `value`.
    optional(T const& value) : base(value) {}

    /// Holds `value`.
    optional(T&& value) noexcept(std::is_nothrow_move_constructible_v<T>) : base(std::move(value)) {}

    /// Holds what `T value = from;` would make.
    template <class From>
    requires(!std::derived_from<std::remove_cvref_t<From>, base>) && detail::implicit_for<From, T> optional(From&& from)
        : base(std::in_place, detail::make_implicitly<T>(std::forward<From>(from))) {}

    /// Holds a container of these elements.
    template <class U = T>
    requires detail::takes_list<U> optional(std::initializer_list<detail::list_element_t<U>> elements)
        : base(std::in_place, detail::make_list<U>(elements)) {}

    /// Holds what the braces make, where they do not make a list: `.response_format = {.type = "json_object"}`.
    template <std::same_as<T> U = T>
    requires(!detail::takes_list<U>) optional& operator=(U&& value) {
        base::operator=(std::forward<U>(value));
        return *this;
    }

    /// Compares the values; absent equals absent.
    template <std::same_as<optional> Self>
    friend bool operator==(Self const& a, Self const& b) requires std::equality_comparable<T> {
        return static_cast<base const&>(a) == static_cast<base const&>(b);
    }
};

} // namespace telnyx
