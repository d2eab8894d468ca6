#pragma once

#include "telnyx/async/clock.hpp"
#include "telnyx/base/redact.hpp"
#include "telnyx/http/http_info.hpp"
#include "telnyx/observe/observer_list.hpp"
#include "telnyx/transport/transport_request.hpp"

#include <chrono>
#include <cstdint>
#include <exception>
#include <string_view>

namespace telnyx::core {

/// Notifies a client's observers of the progress of a call, with the API key redacted.
class call_report {
  public:
    /// The texts must outlive the report.
    call_report(observer_list const& listeners, clock const& time, std::uint64_t call, std::string_view operation,
                std::string_view key)
        : listeners_(listeners), clock_(time), call_(call), operation_(operation), key_(key) {
        if (listeners_.any()) call_begun_ = clock_.now();
    }

    void attempt_started(transport_request const& request) {
        ++attempts_;
        if (listeners_.any()) tell_started(request);
    }

    /// The attempt ended before it got a connection: it does not count.
    void attempt_forgotten() { --attempts_; }

    /// The key must already be redacted in `fields`.
    void headers_received(int status, headers const& fields) const {
        if (listeners_.any())
            listeners_.tell(observer::headers_received{call_, operation_, attempts_, status, fields,
                                                       clock_.now() - attempt_begun_});
    }

    void redirect_followed(int status, std::string_view target) const {
        if (listeners_.any())
            listeners_.tell(
                observer::redirect_followed{call_, operation_, attempts_, status, base::redacted_view(target, key_)});
    }

    void retry_scheduled(std::exception_ptr const& failure, observer::duration delay) const;
    void retry_scheduled(std::string_view reason, observer::duration delay) const {
        if (listeners_.any()) listeners_.tell(observer::retry_scheduled{call_, operation_, attempts_, reason, delay});
    }
    void failed(std::exception_ptr const& failure) const;
    void succeeded(http_info const& http) const {
        if (listeners_.any())
            listeners_.tell(observer::call_finished{call_,
                                                    operation_,
                                                    attempts_,
                                                    http.status(),
                                                    {},
                                                    base::redacted_view(http.body(), key_),
                                                    clock_.now() - call_begun_});
    }

    /// Attempts so far.
    int attempts() const { return attempts_; }

  private:
    void tell_started(transport_request const& request);

    observer_list const& listeners_;
    clock const& clock_;
    std::uint64_t call_;
    std::string_view operation_;
    std::string_view key_;
    int attempts_ = 0;
    std::chrono::steady_clock::time_point call_begun_{};
    std::chrono::steady_clock::time_point attempt_begun_{};
};

} // namespace telnyx::core

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/core/impl/call_report.ipp"
#endif
