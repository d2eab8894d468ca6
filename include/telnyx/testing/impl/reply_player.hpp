#pragma once

#include "telnyx/testing/impl/connection_owner.hpp"
#include "telnyx/testing/impl/reply_script.hpp"

#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <functional>
#include <memory>

namespace telnyx::testing::detail {

/// Plays a reply at its pace: waits where the script says so, and passes all other steps on. Lives on the server's
/// thread.
class reply_player : public std::enable_shared_from_this<reply_player> {
  public:
    /// @param perform called with each step that is not a wait; it must see to it that `next()` is called when the step
    ///                is complete, unless it was the last one
    reply_player(connection_owner& owner, reply_script script, std::function<void(reply_script::step)> perform);

    /// Goes on to the next step, now or after a wait.
    void next();

    /// Plays no further steps.
    void stop();

  private:
    void wait(std::chrono::nanoseconds delay);
    void wait(gate until);

    connection_owner& owner_;
    boost::asio::steady_timer timer_;
    reply_script script_;
    std::function<void(reply_script::step)> perform_;
    bool stopped_ = false;
};

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/reply_player.ipp"
#endif
