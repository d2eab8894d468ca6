#pragma once

#include <memory>

namespace telnyx {

class clock;

namespace core {
class call_gate;
}

/// Makes the gate that the calls of a client pass; `call_limits` is one.
class call_gate_source {
  public:
    virtual ~call_gate_source() = default;

    /// For internal use. `time` is the custom clock of the client; null means the system's.
    virtual std::shared_ptr<core::call_gate> make_gate(std::shared_ptr<clock> time) const = 0;

  protected:
    call_gate_source() = default;
    call_gate_source(call_gate_source const&) = default;
    call_gate_source& operator=(call_gate_source const&) = default;
};

} // namespace telnyx
