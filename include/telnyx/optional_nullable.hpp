#pragma once

#include "telnyx/detail/implicit.hpp"
#include "telnyx/detail/optional_value.hpp"
#include "telnyx/null.hpp"

#include <concepts>
#include <initializer_list>
#include <type_traits>
#include <utility>

namespace telnyx {

/// A field that may be absent, null, or have a value. In an update, absent leaves the stored value alone and null
/// removes it.
template <class T>
class optional_nullable : public detail::optional_value<T> {
    using base = detail::optional_value<T>;

  public:
    /// Absent.
    optional_nullable() = default;

    /// Null.
    optional_nullable(null_t) noexcept : null_(true) {}

    /// Holds a copy of `value`.
    optional_nullable(T const& value) : base(std::in_place, value) {}

    /// Holds `value`.
    optional_nullable(T&& value) noexcept(std::is_nothrow_move_constructible_v<T>)
        : base(std::in_place, std::move(value)) {}

    /// Holds what `T value = from;` would make.
    template <class From>
    requires(!std::same_as<std::remove_cvref_t<From>, optional_nullable>) &&
        detail::implicit_for<From, T> optional_nullable(From&& from)
        : base(std::in_place, detail::make_implicitly<T>(std::forward<From>(from))) {}

    /// Holds a container of these elements.
    template <class U = T>
    requires detail::takes_list<U> optional_nullable(std::initializer_list<detail::list_element_t<U>> elements)
        : base(std::in_place, detail::make_list<U>(elements)) {}

    /// Whether it is null; false when it is absent.
    bool is_null() const noexcept { return null_ && !this->has_value(); }
    /// Whether it is absent: neither null nor a value.
    bool is_absent() const noexcept { return !null_ && !this->has_value(); }

    /// Makes it null.
    void set_null() noexcept {
        this->value_.reset();
        null_ = true;
    }

    /// Makes it absent.
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

    /// Whether there is a value, and it equals `b`.
    template <std::same_as<optional_nullable> Self, class U>
    requires(!std::same_as<U, optional_nullable>) && requires(T const& a, U const& b) { bool(a == b); }
    friend bool operator==(Self const& a, U const& b) { return a.has_value() && bool(*a == b); }

  private:
    bool null_ = false;
};

} // namespace telnyx
