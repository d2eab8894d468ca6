#pragma once

#include "telnyx/base/config.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>

namespace telnyx::testing {

/// Holds responses of the sandbox back until the test releases them, so that a test can enforce an order of events
/// without sleeping. See `reply::hold`.
///
/// Copies are handles to the same gate. Thread-safe.
class gate {
  public:
    /// Creates a closed gate.
    gate();

    /// Opens the gate permanently: all that wait at it continue, and later arrivals pass without waiting.
    void release();

    /// Blocks until `count` responses have arrived at the gate, including those that have passed it.
    /// @return false if that did not happen within `timeout`.
    [[nodiscard]] bool wait_until_reached(std::size_t count = 1,
                                          std::chrono::milliseconds timeout = std::chrono::seconds(10)) const;

    /// Registers an arrival; `go_on` is called once the gate is open: immediately if it is open already, otherwise by
    /// `release()` on the thread of its caller. For authors of their own servers.
    void arrive(std::function<void()> go_on);

  private:
    struct state;
    std::shared_ptr<state> state_;
};

} // namespace telnyx::testing

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/gate.ipp"
#endif
