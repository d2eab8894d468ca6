#pragma once

#include "telnyx/detail/implicit.hpp"
#include "telnyx/detail/optional_value.hpp"
#include "telnyx/null.hpp"

#include <concepts>
#include <initializer_list>
#include <type_traits>
#include <utility>

namespace telnyx {

/// A field that is always there, but may be null.
template <class T>
class nullable : public detail::optional_value<T> {
    using base = detail::optional_value<T>;

  public:
    /// Null.
    nullable() = default;

    /// Null.
    nullable(null_t) noexcept {}

    /// Holds a copy of `value`.
    nullable(T const& value) : base(std::in_place, value) {}

    /// Holds `value`.
    nullable(T&& value) noexcept(std::is_nothrow_move_constructible_v<T>) : base(std::in_place, std::move(value)) {}

    /// Holds what `T value = from;` would make.
    template <class From>
    requires(!std::same_as<std::remove_cvref_t<From>, nullable>) && detail::implicit_for<From, T> nullable(From&& from)
        : base(std::in_place, detail::make_implicitly<T>(std::forward<From>(from))) {}

    /// Holds a container of these elements.
    template <class U = T>
    requires detail::takes_list<U> nullable(std::initializer_list<detail::list_element_t<U>> elements)
        : base(std::in_place, detail::make_list<U>(elements)) {}

    /// Whether it is null.
    bool is_null() const noexcept { return !this->has_value(); }

    /// Makes it null.
    void set_null() noexcept { this->value_.reset(); }

    /// Compares the values; null equals null.
    friend bool operator==(nullable const& a, nullable const& b) requires std::equality_comparable<T> {
        return a.value_ == b.value_;
    }

    /// Whether it is null.
    friend bool operator==(nullable const& a, null_t) noexcept { return a.is_null(); }

    /// Whether there is a value, and it equals `b`.
    template <std::same_as<nullable> Self, class U>
    requires(!std::same_as<U, nullable>) && requires(T const& a, U const& b) { bool(a == b); }
    friend bool operator==(Self const& a, U const& b) { return a.has_value() && bool(*a == b); }
};

} // namespace telnyx
