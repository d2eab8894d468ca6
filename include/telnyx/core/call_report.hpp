#pragma once

#include "telnyx/async/clock.hpp"
#include "telnyx/base/redact.hpp"
#include "telnyx/core/call_watch.hpp"
#include "telnyx/core/outgoing_call.hpp"
#include "telnyx/http/http_info.hpp"
#include "telnyx/observe/observer_list.hpp"
#include "telnyx/transport/transport_request.hpp"

#include <any>
#include <chrono>
#include <cstdint>
#include <exception>
#include <memory>
#include <string_view>
#include <utility>

namespace telnyx::core {

/// Notifies a client's observers of the progress of a call, with the API key redacted.
class call_report {
  public:
    /// What is passed must outlive the report.
    call_report(std::shared_ptr<void const> const& owner, observer_list const& listeners, clock const& time,
                std::string_view key, outgoing_call const& call, bool streamed)
        : listeners_(listeners), clock_(time), call_(call), key_(key) {
        if (listeners_.any()) begin(owner, streamed);
    }

    void attempt_started(transport_request& request) {
        ++attempts_;
        if (listeners_.any()) tell_started(request);
    }

    /// The attempt ended before it got a connection: it does not count.
    void attempt_forgotten() { --attempts_; }

    /// The key must already be redacted in `fields`.
    void headers_received(int status, headers const& fields) const {
        if (listeners_.any())
            listeners_.tell(observer::headers_received{number(), operation(), attempts_, status, fields,
                                                       clock_.now() - attempt_begun_, context()});
    }

    void redirect_followed(int status, std::string_view target) const {
        if (listeners_.any())
            listeners_.tell(observer::redirect_followed{number(), operation(), attempts_, status,
                                                        base::redacted_view(target, key_), context()});
    }

    void retry_scheduled(std::exception_ptr const& failure, observer::duration delay) const;
    void retry_scheduled(std::string_view reason, observer::duration delay) const {
        if (listeners_.any())
            listeners_.tell(
                observer::retry_scheduled{number(), operation(), attempts_, reason, delay, context(), 0, {}});
    }
    void failed(std::exception_ptr const& failure);
    void succeeded(http_info const& http);

    /// What reports the rest of the call; null without observers.
    std::unique_ptr<call_watch> take_watch() { return std::move(watch_); }

    /// Attempts so far.
    int attempts() const { return attempts_; }

  private:
    void begin(std::shared_ptr<void const> const& owner, bool streamed);
    void tell_started(transport_request& request);
    std::uint64_t number() const { return call_.request.call; }
    std::string_view operation() const { return call_.operation; }
    std::any const* context() const { return call_.request.context.get(); }

    observer_list const& listeners_;
    clock const& clock_;
    outgoing_call const& call_;
    std::string_view key_;
    std::unique_ptr<call_watch> watch_; // null without observers
    int attempts_ = 0;
    std::chrono::steady_clock::time_point call_begun_{};
    std::chrono::steady_clock::time_point attempt_begun_{};
};

} // namespace telnyx::core

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/core/impl/call_report.ipp"
#endif
