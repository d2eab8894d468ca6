#pragma once

#include "telnyx/base/config.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>

namespace telnyx::testing {

/// Holds answers of the sandbox back until the test lets them go, so that a test needs no sleeping to have something
/// happen in a certain order. See `reply::hold`.
///
/// Copies are handles to one gate. Safe for concurrent use.
class gate {
  public:
    /// A closed gate.
    gate();

    /// Opens the gate for good: all that wait at it go on, and those that come later pass without waiting.
    void release();

    /// Blocks until `count` answers have come to the gate, those that passed it included.
    /// @return false when that did not happen within `timeout`.
    [[nodiscard]] bool wait_until_reached(std::size_t count = 1,
                                          std::chrono::milliseconds timeout = std::chrono::seconds(10)) const;

    /// Registers an arrival, and has `go_on` called once the gate is open: at once when it is, else by `release()` in
    /// its caller's thread. For those who write a server of their own.
    void arrive(std::function<void()> go_on);

  private:
    struct state;
    std::shared_ptr<state> state_;
};

} // namespace telnyx::testing

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/gate.ipp"
#endif
