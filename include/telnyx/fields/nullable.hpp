#pragma once

#include "telnyx/fields/field.hpp"
#include "telnyx/fields/null.hpp"
#include "telnyx/fields/optional_value.hpp"

#include <concepts>
#include <utility>

namespace telnyx {

/// A field that is always present, but may be null.
template <class T>
class nullable : public detail::field<T, detail::optional_value<T>> {
    using base = detail::field<T, detail::optional_value<T>>;

  public:
    using base::base;

    /// Null.
    nullable() = default;

    /// Null.
    nullable(null_t) noexcept {}

    /// Holds the value created from the braces: `x = {.name = "y"}`.
    template <std::same_as<T> U = T>
    requires detail::assigned_in_braces<U> nullable& operator=(U&& value) {
        *this = nullable(std::forward<U>(value));
        return *this;
    }

    /// Whether it is null.
    bool is_null() const noexcept { return !this->has_value(); }

    /// Sets it to null.
    void set_null() noexcept { this->value_.reset(); }

    /// Compares the values; null equals null.
    friend bool operator==(nullable const& a, nullable const& b) requires std::equality_comparable<T> {
        return a.value_ == b.value_;
    }

    /// Whether it is null.
    friend bool operator==(nullable const& a, null_t) noexcept { return a.is_null(); }

    /// Whether there is a value that equals `b`.
    template <std::same_as<nullable> Self, class U>
    requires(!std::same_as<U, nullable>) && requires(T const& a, U const& b) { bool(a == b); }
    friend bool operator==(Self const& a, U const& b) { return a.has_value() && bool(*a == b); }
};

} // namespace telnyx
