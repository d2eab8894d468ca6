#pragma once

#include "telnyx/async/clock.hpp"
#include "telnyx/base/config.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <memory>
#include <utility>

namespace telnyx::async {
class one_shot;
}

namespace telnyx::detail {

/// The caller's own clock, or none. Programs that set none do not compile the code to sleep by it.
class custom_clock {
  public:
    using duration = std::chrono::steady_clock::duration;

    custom_clock() {}
    custom_clock(std::shared_ptr<clock> time) : time_(std::move(time)), sleep_(&run) {}

    explicit operator bool() const { return time_ != nullptr; }
    std::shared_ptr<clock> const& time() const { return time_; }

    /// Sleeps by the clock until the pause is over or `woken` is set, which may happen on any thread. Throws whatever
    /// the clock throws.
    /// @throws api_user_abort_error if cancelled.
    boost::asio::awaitable<void> sleep(duration pause, std::shared_ptr<async::one_shot> woken) const {
        return sleep_(time_, pause, std::move(woken));
    }

  private:
    static boost::asio::awaitable<void> run(std::shared_ptr<clock> time, duration pause,
                                            std::shared_ptr<async::one_shot> woken);

    std::shared_ptr<clock> time_;
    decltype(&run) sleep_ = nullptr;
};

} // namespace telnyx::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/async/impl/custom_clock.ipp"
#endif
