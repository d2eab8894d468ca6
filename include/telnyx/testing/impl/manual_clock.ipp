#pragma once

#include "telnyx/async/one_shot.hpp"
#include "telnyx/request_limits.hpp"
#include "telnyx/testing/manual_clock.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/error.hpp>

#include <algorithm>
#include <mutex>
#include <utility>

namespace telnyx::testing {

struct manual_clock::state {
    explicit state(sleeping how) : mode(how) {}

    struct sleeper {
        std::chrono::steady_clock::time_point until;
        async::one_shot* woken;
    };

    /// Leaves the list when the sleep ends, however it ends.
    struct place {
        place(std::shared_ptr<state> in, sleeper const& self) : in_(std::move(in)), woken_(self.woken) {
            std::lock_guard const lock(in_->mutex);
            in_->asleep.push_back(self);
            in_->wake();
        }
        place(place const&) = delete;
        place& operator=(place const&) = delete;
        ~place() {
            std::lock_guard const lock(in_->mutex);
            std::erase_if(in_->asleep, [this](sleeper const& each) { return each.woken == woken_; });
        }

      private:
        std::shared_ptr<state> in_;
        async::one_shot* woken_;
    };

    static boost::asio::awaitable<void> sleep(std::shared_ptr<state> self, std::chrono::steady_clock::time_point until);

    /// Call with the lock held.
    void move(duration by) {
        now += by;
        wall_time += std::chrono::duration_cast<std::chrono::system_clock::duration>(by);
        wake();
    }
    void wake() {
        for (auto const& each : asleep)
            if (each.until <= now) each.woken->set();
    }

    sleeping const mode;
    mutable std::mutex mutex;
    std::chrono::steady_clock::time_point now{std::chrono::hours(24)};
    std::chrono::system_clock::time_point wall_time =
        std::chrono::sys_days(std::chrono::year(2026) / 1 / 1) + std::chrono::hours(12);
    std::vector<duration> pauses;
    std::vector<sleeper> asleep;
};

TELNYX_DECL manual_clock::manual_clock(sleeping mode) : state_(std::make_shared<state>(mode)) {}

TELNYX_DECL manual_clock::~manual_clock() = default;

TELNYX_DECL std::chrono::steady_clock::time_point manual_clock::now() const {
    std::lock_guard const lock(state_->mutex);
    return state_->now;
}

TELNYX_DECL std::chrono::system_clock::time_point manual_clock::wall_time() const {
    std::lock_guard const lock(state_->mutex);
    return state_->wall_time;
}

TELNYX_DECL boost::asio::awaitable<void> manual_clock::sleep(duration pause) {
    std::lock_guard const lock(state_->mutex);
    state_->pauses.push_back(pause);
    auto const until = later(state_->now, pause);
    if (state_->mode == sleeping::passes && pause > duration::zero()) state_->move(pause);
    return state::sleep(state_, until);
}

TELNYX_DECL boost::asio::awaitable<void> manual_clock::state::sleep(std::shared_ptr<state> self,
                                                                    std::chrono::steady_clock::time_point until) {
    async::one_shot woken;
    place const in_list(self, {until, &woken});
    co_await woken.async_wait(std::chrono::steady_clock::time_point::max(),
                              boost::asio::as_tuple(boost::asio::deferred));
    // The same as a cancelled timer, which the library's own clock waits for.
    if (!woken.is_set()) throw boost::system::system_error(boost::asio::error::operation_aborted);
}

TELNYX_DECL void manual_clock::advance(duration by) {
    std::lock_guard const lock(state_->mutex);
    state_->move(by);
}

TELNYX_DECL void manual_clock::set_wall_time(std::chrono::system_clock::time_point time) {
    std::lock_guard const lock(state_->mutex);
    state_->wall_time = time;
}

TELNYX_DECL std::vector<manual_clock::duration> manual_clock::pauses() const {
    std::lock_guard const lock(state_->mutex);
    return state_->pauses;
}

TELNYX_DECL std::size_t manual_clock::sleepers() const {
    std::lock_guard const lock(state_->mutex);
    return state_->asleep.size();
}

} // namespace telnyx::testing
