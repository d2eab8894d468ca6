#pragma once

#include "telnyx/fields/field.hpp"
#include "telnyx/fields/null.hpp"
#include "telnyx/fields/optional_value.hpp"

#include <concepts>
#include <utility>

namespace telnyx {

/// A field that may be absent, null, or have a value. In an update, absent leaves the stored value unchanged and null
/// removes it.
template <class T>
class optional_nullable : public detail::field<T, detail::optional_value<T>> {
    using base = detail::field<T, detail::optional_value<T>>;

  public:
    using base::base;

    /// Absent.
    optional_nullable() = default;

    /// Null.
    optional_nullable(null_t) noexcept : null_(true) {}

    /// Holds the value created from the braces: `x = {.name = "y"}`.
    template <std::same_as<T> U = T>
    requires detail::assigned_in_braces<U> optional_nullable& operator=(U&& value) {
        *this = optional_nullable(std::forward<U>(value));
        return *this;
    }

    /// Whether it is null; false when it is absent.
    bool is_null() const noexcept { return null_ && !this->has_value(); }
    /// Whether it is absent: neither null nor a value.
    bool is_absent() const noexcept { return !null_ && !this->has_value(); }

    /// Sets it to null.
    void set_null() noexcept {
        this->value_.reset();
        null_ = true;
    }

    /// Sets it to absent.
    void reset() noexcept {
        this->value_.reset();
        null_ = false;
    }

    /// Compares the values; null equals null, absent equals absent.
    friend bool operator==(optional_nullable const& a,
                           optional_nullable const& b) requires std::equality_comparable<T> {
        return a.value_ == b.value_ && a.is_null() == b.is_null();
    }

    /// Whether it is null.
    friend bool operator==(optional_nullable const& a, null_t) noexcept { return a.is_null(); }

    /// Whether there is a value that equals `b`.
    template <std::same_as<optional_nullable> Self, class U>
    requires(!std::same_as<U, optional_nullable>) && requires(T const& a, U const& b) { bool(a == b); }
    friend bool operator==(Self const& a, U const& b) { return a.has_value() && bool(*a == b); }

  private:
    bool null_ = false;
};

} // namespace telnyx
