#pragma once

#include "telnyx/fields/field.hpp"

#include <concepts>
#include <memory>
#include <utility>

namespace telnyx {

/// A required field: omitting it in a designated initializer does not compile.
///
/// It is initialized like a plain `T` (`.name = "x"`, `.messages = {a, b}`) and converts to `T&` implicitly. Texts may
/// be a `std::string_view`. Only plain aggregates need the name of their type or a second pair of braces: `.voice =
/// {{.name = "x"}}`, since C++ allows member names in braces only for aggregates. Assignments do not need them.
template <class T>
class required : public detail::field<T, detail::given_value<T>> {
    using base = detail::field<T, detail::given_value<T>>;

  public:
    /// The type of the field.
    using value_type = T;

    using base::base;

    /// There is no default. An empty list, if it makes sense, is `std::vector<X>()`.
    required() = delete; // a required field of the parameters is not given, or given as {}

    /// Holds the value created from the braces: `x = {.name = "y"}`.
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
    /// Accesses a member of the value.
    T* operator->() noexcept { return std::addressof(this->value_); }
    /// Accesses a member of the value.
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

    /// Compares with anything that a `T` can be compared with.
    template <std::same_as<required> Self, class U>
    requires(!std::same_as<U, required>) && requires(T const& a, U const& b) { bool(a == b); }
    friend bool operator==(Self const& a, U const& b) { return bool(a.value_ == b); }
};

} // namespace telnyx
