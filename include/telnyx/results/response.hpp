#pragma once

#include "telnyx/http/http_info.hpp"

#include <utility>

namespace telnyx {

/// A typed response: it *is* the value (all its members are directly accessible) and has the HTTP details in `http()`.
template <class T>
class response : public T {
  public:
    response() = default;
    /// A value with the HTTP details that it arrived with.
    response(T value, http_info http) : T(std::move(value)), http_(std::move(http)) {}

    /// Status, headers, raw body and number of attempts.
    http_info const& http() const { return http_; }

    /// The value without the HTTP details.
    T& value() { return *this; }
    /// The value without the HTTP details.
    T const& value() const { return *this; }

  private:
    http_info http_;
};

/// The response of a call that has no result.
template <>
class response<void> {
  public:
    response() = default;
    /// No value but the HTTP details.
    explicit response(http_info http) : http_(std::move(http)) {}

    /// Status, headers, raw body and number of attempts.
    http_info const& http() const { return http_; }

  private:
    http_info http_;
};

} // namespace telnyx
