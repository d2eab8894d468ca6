#pragma once

#include "telnyx/detail/implicit.hpp"

#include <concepts>
#include <initializer_list>
#include <memory>
#include <type_traits>
#include <utility>

namespace telnyx {

/// A field that has to be given: leaving it out of a designated initialiser does not compile.
///
/// It is initialised like a plain `T` (`.name = "x"`, `.messages = {a, b}`) and converts to `T&` by itself. Texts may
/// be a `std::string_view`. Only a plain aggregate needs its type named, or a second pair of braces:
/// `.voice = {{.name = "x"}}`, since C++ allows member names in braces for aggregates only.
template <class T>
class required {
  public:
    /// The type of the field.
    using value_type = T;

    /// There is no default.
    required() = delete; // a required field of the parameters is not given, or given as {}

    /// Holds a copy of `value`.
    required(T const& value) : value_(value) {}

    /// Holds `value`.
    required(T&& value) noexcept(std::is_nothrow_move_constructible_v<T>) : value_(std::move(value)) {}

    /// Holds what `T value = from;` would make.
    template <class From>
    requires(!std::same_as<std::remove_cvref_t<From>, required>) && detail::implicit_for<From, T> required(From&& from)
        : value_(detail::make_implicitly<T>(std::forward<From>(from))) {}

    /// Holds a container of these elements.
    template <class U = T>
    requires detail::takes_list<U> required(std::initializer_list<detail::list_element_t<U>> elements)
        : value_(detail::make_list<U>(elements)) {}

    /// The value.
    T& get() noexcept { return value_; }
    /// The value.
    T const& get() const noexcept { return value_; }
    /// The value.
    T& operator*() noexcept { return value_; }
    /// The value.
    T const& operator*() const noexcept { return value_; }
    /// Access to a member of the value.
    T* operator->() noexcept { return std::addressof(value_); }
    /// Access to a member of the value.
    T const* operator->() const noexcept { return std::addressof(value_); }
    /// The value.
    operator T&() & noexcept { return value_; }
    /// The value.
    operator T const&() const& noexcept { return value_; }
    /// The value, to be moved from.
    operator T&&() && noexcept { return std::move(value_); }

    /// Compares the values.
    friend bool operator==(required const& a, required const& b) requires std::equality_comparable<T> {
        return a.value_ == b.value_;
    }

    /// Compares with anything a `T` compares with.
    template <std::same_as<required> Self, class U>
    requires(!std::same_as<U, required>) && requires(T const& a, U const& b) { bool(a == b); }
    friend bool operator==(Self const& a, U const& b) { return bool(a.value_ == b); }

  private:
    T value_;
};

} // namespace telnyx
