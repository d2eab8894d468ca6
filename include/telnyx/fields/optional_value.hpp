#pragma once

#include <optional>
#include <utility>

namespace telnyx::detail {

/// Common base of `nullable` and `optional_nullable`: a value that may be missing, and access to it.
template <class T>
class optional_value {
  public:
    /// The type of the field when it has a value.
    using value_type = T;

    /// Whether there is a value.
    bool has_value() const noexcept { return value_.has_value(); }
    /// Whether there is a value.
    explicit operator bool() const noexcept { return has_value(); }

    /// The value. Precondition: `has_value()`.
    T& operator*() noexcept { return *value_; }
    /// The value. Precondition: `has_value()`.
    T const& operator*() const noexcept { return *value_; }
    /// Accesses a member of the value. Precondition: `has_value()`.
    T* operator->() noexcept { return value_.operator->(); }
    /// Accesses a member of the value. Precondition: `has_value()`.
    T const* operator->() const noexcept { return value_.operator->(); }

    /// The value.
    /// @throws std::bad_optional_access if there is none.
    T& value() { return value_.value(); }
    /// The value.
    /// @throws std::bad_optional_access if there is none.
    T const& value() const { return value_.value(); }

    /// A copy of the value, or `fallback` if there is none.
    template <class U>
    T value_or(U&& fallback) const {
        return value_.value_or(std::forward<U>(fallback));
    }

    /// Constructs a new value in place.
    template <class... Args>
    T& emplace(Args&&... args) {
        return value_.emplace(std::forward<Args>(args)...);
    }

  protected:
    optional_value() = default;
    template <class... Args>
    explicit optional_value(std::in_place_t, Args&&... args) : value_(std::in_place, std::forward<Args>(args)...) {}

    std::optional<T> value_;
};

} // namespace telnyx::detail
