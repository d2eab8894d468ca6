#pragma once

#include "telnyx/base/config.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>

namespace telnyx {

namespace testing {
class manual_clock;
namespace detail {
class limit_alarm;
}
} // namespace testing

/// Source of time for a client's deadlines and for the pauses between attempts. Tests use one that they advance
/// themselves. Must be safe to use from several threads at once.
class clock {
  public:
    virtual ~clock() = default;

    /// Current time for measuring durations.
    virtual std::chrono::steady_clock::time_point now() const { return std::chrono::steady_clock::now(); }

    /// Time of day, for interpreting dates in headers.
    virtual std::chrono::system_clock::time_point wall_time() const { return std::chrono::system_clock::now(); }

    /// Waits; can be cancelled. A `testing::scripted_transport` whose server stalls calls it to wait for the limit of
    /// the call.
    TELNYX_DECL virtual boost::asio::awaitable<void> sleep(std::chrono::steady_clock::duration pause);

  private:
    friend class testing::manual_clock;
    friend class testing::detail::limit_alarm;

    // Instead of a dynamic_cast, which programs compiled with -fno-rtti do not have.
    virtual testing::manual_clock* as_manual_clock() { return nullptr; }
};

} // namespace telnyx

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/async/impl/clock.ipp"
#endif
