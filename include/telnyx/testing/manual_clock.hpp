#pragma once

#include "telnyx/async/clock.hpp"
#include "telnyx/base/config.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <vector>

namespace telnyx::testing {

namespace detail {
class limit_alarm;
}

/// Behavior of sleeps on a `manual_clock`.
enum class sleeping {
    passes, ///< sleeps end at once: the clock advances by their duration
    waits,  ///< sleeps end when the test has advanced the clock far enough
};

/// A clock that the test advances, for the pauses between attempts and for all time limits.
///
///     auto const time = std::make_shared<telnyx::testing::manual_clock>();
///     telnyx::client client(io.get_executor(), client_options().api_key("KEY").custom_clock(time) ...);
///     ...
///     BOOST_TEST(time->pauses().size() == 2);
///
/// Use it with a `scripted_transport`, whose waits for the server end when a limit is reached on this clock. If a
/// server stalls, then with `sleeping::passes` the clock advances to the first limit as soon as nothing else has
/// happened for a moment (50 ms), and with `sleeping::waits` the limit is reached when the test has advanced the clock
/// that far. Real connections measure their limits by the system's clock.
///
/// Thread-safe.
class manual_clock final : public clock {
  public:
    using duration = std::chrono::steady_clock::duration; ///< type of pauses

    /// `mode` says whether pauses elapse at once or when the test advances the clock.
    explicit manual_clock(sleeping mode = sleeping::passes);
    TELNYX_DECL ~manual_clock() override;

    manual_clock(manual_clock const&) = delete;
    manual_clock& operator=(manual_clock const&) = delete;

    /// One day after the epoch, plus the time by which the clock has been advanced.
    TELNYX_DECL std::chrono::steady_clock::time_point now() const override;

    /// Noon UTC on 1 January 2026 unless set, plus the time by which the clock has been advanced.
    TELNYX_DECL std::chrono::system_clock::time_point wall_time() const override;

    TELNYX_DECL boost::asio::awaitable<void> sleep(duration pause) override;

    /// Advances the clock, and wakes the sleepers whose time has come.
    void advance(duration by);

    /// Sets the time of day, and leaves `now()` unchanged.
    void set_wall_time(std::chrono::system_clock::time_point time);

    /// Durations of all sleeps so far, in the order in which they began. Those are the pauses between attempts and the
    /// like; a wait for a server until a limit is not a sleep.
    std::vector<duration> pauses() const;

    /// Number of current sleepers.
    std::size_t sleepers() const;

  private:
    friend class detail::limit_alarm;
    struct state;

    manual_clock* as_manual_clock() override { return this; }

    // Waits until a limit is reached. Time passes for it only if the server has stalled, so that nothing else can
    // arrive.
    boost::asio::awaitable<void> wait_for_limit(std::chrono::steady_clock::time_point limit, bool stalled);

    std::shared_ptr<state> state_;
};

} // namespace telnyx::testing

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/manual_clock.ipp"
#endif
