#pragma once

#include "telnyx/errors/api_connection_error.hpp"
#include "telnyx/errors/api_timeout_error.hpp"
#include "telnyx/errors/api_user_abort_error.hpp"
#include "telnyx/testing/expectation_error.hpp"
#include "telnyx/testing/impl/scripted_state.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/this_coro.hpp>

#include <algorithm>
#include <atomic>

namespace telnyx::testing::detail {

TELNYX_DECL scripted_reply scripted_state::respond(scripted_request& request) {
    auto const fits = [&](scripted_call const& call) { return call.fits(request); };
    auto call = calls.find(fits);
    while (call && !calls.use(*call))
        call = calls.find(fits);
    {
        std::lock_guard const lock(mutex_);
        requests_.push_back(request);
    }
    if (call) return call->respond(request);
    auto const failure = "unexpected request " + request.method + " " + request.target;
    calls.add_failure(failure);
    throw expectation_error({failure});
}

TELNYX_DECL std::vector<scripted_request> scripted_state::requests() const {
    std::lock_guard const lock(mutex_);
    return requests_;
}

TELNYX_DECL void scripted_state::enter() {
    std::lock_guard const lock(mutex_);
    if (closed_) throw api_connection_error(errc::client_closed, "the client has been closed");
    ++in_flight_;
}

TELNYX_DECL void scripted_state::leave() {
    std::lock_guard const lock(mutex_);
    if (--in_flight_ == 0) wake(draining_);
}

TELNYX_DECL std::size_t scripted_state::in_flight() const {
    std::lock_guard const lock(mutex_);
    return in_flight_;
}

TELNYX_DECL void scripted_state::wake_at_abort(std::shared_ptr<async::one_shot> const& woken) {
    std::lock_guard const lock(mutex_);
    if (aborted_) woken->set();
    std::erase_if(waiting_, [](auto const& each) { return each.expired(); });
    waiting_.push_back(woken);
}

TELNYX_DECL void scripted_state::check_not_aborted() const {
    std::lock_guard const lock(mutex_);
    if (aborted_) throw api_connection_error(errc::client_closed, "the client was closed during the call");
}

TELNYX_DECL void scripted_state::close() {
    std::lock_guard const lock(mutex_);
    closed_ = true;
}

TELNYX_DECL void scripted_state::abort() {
    std::lock_guard const lock(mutex_);
    closed_ = true;
    aborted_ = true;
    wake(waiting_);
}

TELNYX_DECL void scripted_state::wake_when_drained(std::shared_ptr<async::one_shot> const& drained) {
    std::lock_guard const lock(mutex_);
    draining_.push_back(drained);
    if (in_flight_ == 0) wake(draining_);
}

TELNYX_DECL void scripted_state::wake(waiters& all) {
    for (auto const& each : all)
        if (auto const alive = each.lock()) alive->set();
    all.clear();
}

/// A wait for the server.
struct server_wait {
    /// Call when the gate opens, on any thread; a limit that was reached earlier takes precedence.
    void open_gate(scripted_limit const& limit) {
        responded = !limit.is_over();
        woken.set();
    }

    async::one_shot woken;
    std::atomic<bool> responded{false};
};

TELNYX_DECL boost::asio::awaitable<void> wait_for(std::shared_ptr<scripted_state> state, std::optional<gate> until,
                                                  scripted_limit limit) {
    limit.check();
    auto const executor = co_await boost::asio::this_coro::executor;
    // Only the wait itself keeps it alive: it must not outlive the executor.
    auto const wait = std::make_shared<server_wait>();
    std::shared_ptr<async::one_shot> const woken(wait, &wait->woken);
    state->wake_at_abort(woken);
    if (until)
        until->arrive([waiter = std::weak_ptr(wait), limit] {
            if (auto const alive = waiter.lock()) alive->open_gate(limit);
        });
    limit_alarm const alarm(executor, limit, !until, woken);
    auto const real_limit = limit.time ? scripted_limit::time_point::max() : limit.at;
    auto const [result] = co_await woken->async_wait(real_limit, boost::asio::as_tuple(boost::asio::deferred));
    state->check_not_aborted();
    if (wait->responded) co_return;
    if (result && !woken->is_set()) throw api_user_abort_error();
    alarm.check();
    throw api_timeout_error(limit.reached);
}

} // namespace telnyx::testing::detail
