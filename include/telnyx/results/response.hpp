#pragma once

#include "telnyx/http/http_info.hpp"

#include <utility>

namespace telnyx {

/// A typed answer: it *is* the value (all its members are at hand) and carries the HTTP side as `http()`.
template <class T>
class response : public T {
  public:
    response() = default;
    response(T value, http_info http) : T(std::move(value)), http_(std::move(http)) {}

    /// Status, headers, raw body and number of attempts.
    http_info const& http() const { return http_; }

    /// The value alone.
    T& value() { return *this; }
    T const& value() const { return *this; }

  private:
    http_info http_;
};

/// The answer of a call that returns nothing but its success.
template <>
class response<void> {
  public:
    response() = default;
    explicit response(http_info http) : http_(std::move(http)) {}

    /// Status, headers, raw body and number of attempts.
    http_info const& http() const { return http_; }

  private:
    http_info http_;
};

} // namespace telnyx
