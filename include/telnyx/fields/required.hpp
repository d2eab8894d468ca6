#pragma once

#include "telnyx/fields/field.hpp"

#include <concepts>
#include <memory>
#include <utility>

namespace telnyx {

/// A field that has to be given: leaving it out of a designated initialiser does not compile.
///
/// It is initialised like a plain `T` (`.name = "x"`, `.messages = {a, b}`) and converts to `T&` by itself. Texts may
/// be a `std::string_view`. Only a plain aggregate needs its type named, or a second pair of braces:
/// `.voice = {{.name = "x"}}`, since C++ allows member names in braces for aggregates only. An assignment does not.
template <class T>
class required : public detail::field<T, detail::given_value<T>> {
    using base = detail::field<T, detail::given_value<T>>;

  public:
    /// The type of the field.
    using value_type = T;

    using base::base;

    /// There is no default. An empty list, where one makes sense, is `std::vector<X>()`.
    required() = delete; // a required field of the parameters is not given, or given as {}

    /// Holds what the braces make: `x = {.name = "y"}`.
    template <std::same_as<T> U = T>
    requires detail::assigned_in_braces<U> required& operator=(U&& value) {
        *this = required(std::forward<U>(value));
        return *this;
    }

    /// The value.
    T& get() noexcept { return this->value_; }
    /// The value.
    T const& get() const noexcept { return this->value_; }
    /// The value.
    T& operator*() noexcept { return this->value_; }
    /// The value.
    T const& operator*() const noexcept { return this->value_; }
    /// Access to a member of the value.
    T* operator->() noexcept { return std::addressof(this->value_); }
    /// Access to a member of the value.
    T const* operator->() const noexcept { return std::addressof(this->value_); }
    /// The value.
    operator T&() & noexcept { return this->value_; }
    /// The value.
    operator T const&() const& noexcept { return this->value_; }
    /// The value, to be moved from.
    operator T&&() && noexcept { return std::move(this->value_); }

    /// Compares the values.
    friend bool operator==(required const& a, required const& b) requires std::equality_comparable<T> {
        return a.value_ == b.value_;
    }

    /// Compares with anything a `T` compares with.
    template <std::same_as<required> Self, class U>
    requires(!std::same_as<U, required>) && requires(T const& a, U const& b) { bool(a == b); }
    friend bool operator==(Self const& a, U const& b) { return bool(a.value_ == b); }
};

} // namespace telnyx
