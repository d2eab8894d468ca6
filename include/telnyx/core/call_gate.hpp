#pragma once

#include "telnyx/http/headers.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string_view>

namespace telnyx {
struct pool_statistics;
}

namespace telnyx::core {

class client_core;
struct outgoing_call;

/// A call that a gate has let in: it is in flight as long as this exists.
class admitted_call {
  public:
    admitted_call() = default;
    admitted_call(admitted_call const&) = delete;
    admitted_call& operator=(admitted_call const&) = delete;
    virtual ~admitted_call() = default;

    /// Replaces the estimate of the call's tokens by what the server says that it used.
    virtual void correct_tokens(std::int64_t used) = 0;
};

/// Decides when the attempts of calls may start. Only a client with limits has one. Abstract, so that only source files
/// that construct clients compile its code. Thread-safe.
class call_gate {
  public:
    call_gate() = default;
    call_gate(call_gate const&) = delete;
    call_gate& operator=(call_gate const&) = delete;
    virtual ~call_gate() = default;

    /// A call at the gate.
    struct entrance {
        std::shared_ptr<admitted_call> call{}; ///< null if no limits apply
        bool waits = false;                    ///< whether `wait()` must end before it may start
    };

    /// Enters a call, or its next attempt: `before` is null for the first one, and what this has returned for it later.
    virtual entrance enter(outgoing_call const& call, std::shared_ptr<admitted_call> before) = 0;

    /// Waits until an attempt that has entered may start.
    ///
    /// @throws api_timeout_error if the deadline of the call comes first
    /// @throws api_connection_error if the client is closed or aborted in a way that ends the wait
    /// @throws api_user_abort_error if cancelled
    virtual boost::asio::awaitable<void> wait(std::shared_ptr<client_core> core, std::shared_ptr<outgoing_call> call,
                                              std::shared_ptr<admitted_call> admitted,
                                              std::chrono::steady_clock::time_point finish_by) = 0;

    /// Takes in the head of a response; `call` may be null.
    virtual void take_head(admitted_call* call, int status, headers const& fields) = 0;

    /// Whether a failed attempt may be retried; uses up a retry.
    virtual bool takes_retry() = 0;

    virtual void add_to(pool_statistics& now) const = 0;
};

} // namespace telnyx::core
