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

/// What happens to those who sleep by a `manual_clock`.
enum class sleeping {
    passes, ///< their time passes at once: the clock moves on by as much as they wanted to sleep
    waits,  ///< they wait until the test has moved the clock far enough
};

/// A clock whose time the test moves, for the pauses between attempts and for all time limits.
///
///     auto const time = std::make_shared<telnyx::testing::manual_clock>();
///     telnyx::client client(io.get_executor(), client_options().api_key("KEY").custom_clock(time) ...);
///     ...
///     BOOST_TEST(time->pauses().size() == 2);
///
/// Use it with a `scripted_transport`, whose waits for the server end when a limit has come on this clock. A server
/// that stalls has all the time there is: with `sleeping::passes` the clock moves on to the first limit, as soon as
/// nothing else has happened for a moment (50 ms), and with `sleeping::waits` the limit comes when the test has moved
/// the clock there. Real connections take their limits from the system's clock.
///
/// Safe for concurrent use.
class manual_clock final : public clock {
  public:
    using duration = std::chrono::steady_clock::duration;

    explicit manual_clock(sleeping mode = sleeping::passes);
    ~manual_clock() override;

    manual_clock(manual_clock const&) = delete;
    manual_clock& operator=(manual_clock const&) = delete;

    /// One day after the beginning of time, and as much as the clock has been moved.
    std::chrono::steady_clock::time_point now() const override;

    /// Noon of 1 January 2026 in UTC unless set, and as much as the clock has been moved.
    std::chrono::system_clock::time_point wall_time() const override;

    boost::asio::awaitable<void> sleep(duration pause) override;

    /// Moves the clock on, and wakes those whose time has come.
    void advance(duration by);

    /// Sets the time of day, and leaves `now()` as it is.
    void set_wall_time(std::chrono::system_clock::time_point time);

    /// How long everybody so far wanted to sleep, in the order in which they fell asleep. Those are the pauses between
    /// attempts and the like; who waits for a server until a limit comes does not sleep.
    std::vector<duration> pauses() const;

    /// How many are asleep.
    std::size_t sleepers() const;

  private:
    friend class detail::limit_alarm;
    struct state;

    manual_clock* as_manual_clock() override { return this; }

    // Waits until a limit has come. Time passes for it only when the server has stalled, so that nothing else can come.
    boost::asio::awaitable<void> wait_for_limit(std::chrono::steady_clock::time_point limit, bool stalled);

    std::shared_ptr<state> state_;
};

} // namespace telnyx::testing

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/manual_clock.ipp"
#endif
