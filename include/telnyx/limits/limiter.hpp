#pragma once

#include "telnyx/async/clock.hpp"
#include "telnyx/async/one_shot.hpp"
#include "telnyx/core/call_gate.hpp"
#include "telnyx/core/client_core.hpp"
#include "telnyx/limits/limit_book.hpp"

#include <memory>
#include <mutex>
#include <utility>

namespace telnyx::limits {

/// Applies the limits of a client: `limit_book` decides, this waits. Thread-safe.
class limiter final : public core::call_gate, public std::enable_shared_from_this<limiter> {
  public:
    /// `time` may be null for the system's clock.
    limiter(limit_values limits, std::shared_ptr<clock> time);

    TELNYX_DECL entrance enter(core::outgoing_call const& call, std::shared_ptr<core::admitted_call> before) override;
    TELNYX_DECL boost::asio::awaitable<void> wait(std::shared_ptr<core::client_core> core,
                                                  std::shared_ptr<core::outgoing_call> call,
                                                  std::shared_ptr<core::admitted_call> admitted,
                                                  std::chrono::steady_clock::time_point finish_by) override;
    TELNYX_DECL void take_head(core::admitted_call* call, int status, headers const& fields) override;
    TELNYX_DECL bool takes_retry() override;
    TELNYX_DECL void add_to(pool_statistics& now) const override;

  private:
    using time_point = limit_book::time_point;

    /// A call in the book, until it is destroyed.
    struct limited_call final : core::admitted_call, limit_book::call {
        explicit limited_call(std::shared_ptr<limiter> in) : owner(std::move(in)) {}
        ~limited_call() override { owner->leave(*this); }
        void correct_tokens(std::int64_t used) override { owner->correct_tokens(*this, used); }

        std::shared_ptr<limiter> owner;
        std::shared_ptr<async::one_shot> woken; ///< null unless it waits; guarded by the limiter's mutex
    };

    /// How to wait: until the time, or until woken. No event means that the call has started.
    struct next_wait {
        std::shared_ptr<async::one_shot> woken{};
        time_point until{};
    };

    static boost::asio::awaitable<void> wait_for_start(std::shared_ptr<core::client_core> core,
                                                       std::shared_ptr<limited_call> call, bool first,
                                                       time_point finish_by);

    next_wait look(limited_call& call);
    void correct_tokens(limited_call& call, std::int64_t used);
    void leave(limited_call& call);
    static void wake(limit_book::changes const& changed);

    std::shared_ptr<clock> const time_;
    mutable std::mutex mutex_;
    limit_book book_;
};

} // namespace telnyx::limits

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/limits/impl/limiter.ipp"
#endif
