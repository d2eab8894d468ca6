#pragma once

#include "telnyx/fields/field.hpp"

#include <concepts>
#include <optional>
#include <type_traits>
#include <utility>

namespace telnyx {

/// A parameter that may be omitted: behaves like a `std::optional`, except that it is initialized like a `required`. A
/// list is written in braces (`.tools = {a, b}`; the `{{a, b}}` of a `std::optional` means the same), and a text may
/// also be a `std::string_view`. For a `bool`, a `std::optional` is used.
template <class T>
class optional : public detail::field<T, std::optional<T>> {
    static_assert(!std::same_as<T, bool>, "std::optional<bool> would be made from whether there is a value");

    using base = detail::field<T, std::optional<T>>;

  public:
    using base::base;

    /// Absent.
    optional() = default;

    /// Absent.
    optional(std::nullopt_t) noexcept {}

    /// Holds what `other` holds, if it holds a value.
    template <class U>
    requires detail::implicit_for<U const&, T> optional(std::optional<U> const& other) {
        if (other) this->emplace(detail::make_implicitly<T>(*other));
    }

    /// Holds what `other` holds, if it holds a value.
    template <class U>
    requires detail::implicit_for<U, T> optional(std::optional<U>&& other) {
        if (other) this->emplace(detail::make_implicitly<T>(std::move(*other)));
    }

    /// Holds a value constructed from `args`.
    template <class... Args>
    requires std::constructible_from<T, Args...>
    explicit optional(std::in_place_t, Args&&... args) { this->emplace(std::forward<Args>(args)...); }

    /// Holds the value created from the braces: `x = {.name = "y"}`.
    template <std::same_as<T> U = T>
    requires detail::assigned_in_braces<U> optional& operator=(U&& value) {
        *this = optional(std::forward<U>(value));
        return *this;
    }

    /// Compares the values; absent equals absent.
    friend bool operator==(optional const& a, optional const& b) requires std::equality_comparable<T> {
        return a.get() == b.get();
    }

    /// Compares the values; absent equals absent.
    friend bool operator==(optional const& a, std::optional<T> const& b) requires std::equality_comparable<T> {
        return a.get() == b;
    }

    /// Compares with anything that a `std::optional<T>` can be compared with.
    template <std::same_as<optional> Self, class U>
    requires(!std::same_as<U, optional>) && requires(std::optional<T> const& a, U const& b) { bool(a == b); }
    friend bool operator==(Self const& a, U const& b) { return bool(a.get() == b); }

  private:
    std::optional<T> const& get() const { return *this; }
};

} // namespace telnyx
