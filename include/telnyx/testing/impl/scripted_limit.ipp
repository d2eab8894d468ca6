#pragma once

#include "telnyx/errors/api_timeout_error.hpp"
#include "telnyx/testing/impl/scripted_limit.hpp"
#include "telnyx/testing/manual_clock.hpp"
#include "telnyx/transport/request_limits.hpp"

#include <boost/asio/deferred.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>

#include <algorithm>
#include <utility>

namespace telnyx::testing::detail {

TELNYX_DECL bool scripted_limit::is_over() const {
    return at != time_point::max() && at <= (time ? time->now() : std::chrono::steady_clock::now());
}

TELNYX_DECL void scripted_limit::check() const {
    if (is_over()) throw api_timeout_error(reached);
}

TELNYX_DECL scripted_limits::time_point scripted_limits::now() const {
    return time_ ? time_->now() : std::chrono::steady_clock::now();
}

TELNYX_DECL scripted_limit scripted_limits::rest(time_point since, duration at_most) const {
    return first_of(later(since, std::min(limits_.silence, at_most)), errc::silence_timeout);
}

TELNYX_DECL limit_alarm::limit_alarm(boost::asio::any_io_executor const& executor, scripted_limit const& limit,
                                     bool stalled, std::weak_ptr<async::one_shot> woken) {
    if (!limit.time || limit.at == scripted_limit::time_point::max()) return;
    waiting_ = std::make_shared<async::cancellable_task<bool>>();
    waiting_->start(executor, wait(limit, stalled), [woken = std::move(woken)] {
        if (auto const alive = woken.lock()) alive->set();
    });
}

TELNYX_DECL limit_alarm::~limit_alarm() {
    if (waiting_) waiting_->cancel();
}

TELNYX_DECL void limit_alarm::check() const {
    if (waiting_ && waiting_->ended().is_set()) waiting_->take_result();
}

// A custom clock of another kind is only asked to sleep if nothing else can happen, like in the library's other waits.
// Otherwise its time must not be advanced, so it is polled.
TELNYX_DECL boost::asio::awaitable<bool> limit_alarm::wait(scripted_limit limit, bool stalled) {
    if (auto* const manual = limit.time->as_manual_clock()) {
        co_await manual->wait_for_limit(limit.at, stalled);
    } else if (stalled) {
        co_await limit.time->sleep(limit.at - limit.time->now());
    } else {
        boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
        while (!limit.is_over()) {
            timer.expires_after(std::chrono::milliseconds(10));
            co_await timer.async_wait(boost::asio::deferred);
        }
    }
    co_return true;
}

} // namespace telnyx::testing::detail
