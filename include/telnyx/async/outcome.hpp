#pragma once

#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

namespace telnyx {

/// What became of one item of `transform_limited()`: a value or an exception. `T` may be void.
template <class T>
class outcome {
  public:
    /// What is kept of a value.
    using stored = std::conditional_t<std::is_void_v<T>, bool, T>;

    /// For internal use: of an item that has not ended.
    outcome() {}
    /// A value.
    explicit outcome(stored value) : value_(std::move(value)) {}
    /// An exception, which must not be null.
    explicit outcome(std::exception_ptr failure) : failure_(std::move(failure)) {}

    /// Whether there is a value rather than an exception.
    bool has_value() const { return value_.has_value(); }

    /// The exception; null if there is a value.
    std::exception_ptr const& failure() const { return failure_; }

    /// Returns the value, or throws the exception.
    std::conditional_t<std::is_void_v<T>, void, std::add_lvalue_reference_t<T const>> value() const& {
        if (failure_) std::rethrow_exception(failure_);
        if constexpr (!std::is_void_v<T>) return *value_;
    }
    /// Moves the value out, or throws the exception.
    T value() && {
        if (failure_) std::rethrow_exception(failure_);
        if constexpr (!std::is_void_v<T>) return std::move(*value_);
    }

  private:
    std::optional<stored> value_;
    std::exception_ptr failure_;
};

} // namespace telnyx
