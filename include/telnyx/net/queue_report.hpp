#pragma once

#include "telnyx/async/clock.hpp"
#include "telnyx/observe/observer_list.hpp"
#include "telnyx/transport/transport_request.hpp"

#include <chrono>

namespace telnyx::net {

/// Notifies observers how long a call has waited in a queue: as long as this exists.
class queue_report {
  public:
    using queue = observer::wait_ended::queue;

    /// The observers and the request must outlive the report.
    queue_report(observer_list const& listeners, transport_request const& request, queue what)
        : listeners_(listeners), request_(request), what_(what) {
        if (listeners_.any()) begun_ = now();
    }
    queue_report(queue_report const&) = delete;
    queue_report& operator=(queue_report const&) = delete;
    ~queue_report() {
        if (listeners_.any())
            listeners_.tell(
                observer::wait_ended{request_.call, what_, granted_, now() - begun_, request_.context.get()});
    }

    /// The call has got what it waited for.
    void granted() { granted_ = true; }

  private:
    std::chrono::steady_clock::time_point now() const {
        return request_.clock ? request_.clock->now() : std::chrono::steady_clock::now();
    }

    observer_list const& listeners_;
    transport_request const& request_;
    std::chrono::steady_clock::time_point begun_{};
    queue what_;
    bool granted_ = false;
};

} // namespace telnyx::net
