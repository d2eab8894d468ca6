#pragma once

#include "telnyx/async/one_shot.hpp"
#include "telnyx/testing/manual_clock.hpp"
#include "telnyx/transport/request_limits.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/error.hpp>

#include <algorithm>
#include <mutex>
#include <utility>

namespace telnyx::testing {

struct manual_clock::state {
    explicit state(sleeping how) : mode(how) {}

    enum class reason {
        pause,
        limit, // of a wait for a server that may still respond
        stall, // the same, if only the limit can occur, and time passes at once
    };

    struct sleeper {
        std::chrono::steady_clock::time_point until;
        async::one_shot* woken;
        reason why;
    };

    /// Removes the sleeper from the list when the sleep ends in any way.
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

    static boost::asio::awaitable<void> sleep(std::shared_ptr<state> self, std::chrono::steady_clock::time_point until,
                                              reason why);

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

    /// Advances to the first limit of the waits for a stalled server.
    void pass_to_next_limit() {
        std::lock_guard const lock(mutex);
        auto next = std::chrono::steady_clock::time_point::max();
        for (auto const& each : asleep)
            if (each.why == reason::stall) next = std::min(next, each.until);
        if (next > now) move(next - now);
    }

    // Everything else that is ready to run, such as a cancellation, runs before time passes. There are several moments,
    // so that a suspension of the whole process counts only for one of them.
    static constexpr auto moment = std::chrono::milliseconds(10);
    static constexpr int moments_to_wait = 5;

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
    return state::sleep(state_, until, state::reason::pause);
}

TELNYX_DECL boost::asio::awaitable<void> manual_clock::wait_for_limit(std::chrono::steady_clock::time_point limit,
                                                                      bool stalled) {
    bool const passes = stalled && state_->mode == sleeping::passes;
    return state::sleep(state_, limit, passes ? state::reason::stall : state::reason::limit);
}

TELNYX_DECL boost::asio::awaitable<void>
manual_clock::state::sleep(std::shared_ptr<state> self, std::chrono::steady_clock::time_point until, reason why) {
    using real_time = std::chrono::steady_clock;
    async::one_shot woken;
    place const in_list(self, {until, &woken, why});
    for (int moments = 1;; ++moments) {
        auto const look_again = why == reason::stall ? real_time::now() + moment : real_time::time_point::max();
        auto const [result] = co_await woken.async_wait(look_again, boost::asio::as_tuple(boost::asio::deferred));
        if (woken.is_set()) break;
        // The same error as from a cancelled timer, which the library's own clock uses.
        if (result) throw boost::system::system_error(result);
        if (moments % moments_to_wait == 0) self->pass_to_next_limit();
    }
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
    return static_cast<std::size_t>(
        std::count_if(state_->asleep.begin(), state_->asleep.end(),
                      [](state::sleeper const& each) { return each.why == state::reason::pause; }));
}

} // namespace telnyx::testing
