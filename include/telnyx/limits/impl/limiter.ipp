#pragma once

#include "telnyx/core/retry_policy.hpp"
#include "telnyx/errors/api_timeout_error.hpp"
#include "telnyx/limits/limiter.hpp"
#include "telnyx/transport/pool_statistics.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace telnyx::limits {

TELNYX_DECL limiter::limiter(limit_values limits, std::shared_ptr<clock> time)
    : time_(time ? std::move(time) : std::make_shared<clock>()), book_(std::move(limits)) {}

TELNYX_DECL core::call_gate::entrance limiter::enter(core::outgoing_call const& call,
                                                     std::shared_ptr<core::admitted_call> before) {
    constexpr std::int64_t bytes_per_token = 4;
    auto const& model = call.model;
    auto place = std::static_pointer_cast<limited_call>(std::move(before)); // must not be destroyed under the lock
    std::lock_guard const lock(mutex_);
    if (call.retries_done == 0) book_.count_call();
    if (!model) return {};
    auto const now = time_->now();
    if (place) {
        book_.add_attempt(*place, now);
    } else {
        place = std::make_shared<limited_call>(shared_from_this());
        auto const request_tokens = static_cast<std::int64_t>(call.request.body.size()) / bytes_per_token;
        book_.add(*place, model->name, request_tokens + model->most_tokens, now);
    }
    bool const waits = !place->has_started();
    return {std::move(place), waits};
}

TELNYX_DECL boost::asio::awaitable<void> limiter::wait(std::shared_ptr<core::client_core> core,
                                                       std::shared_ptr<core::outgoing_call> call,
                                                       std::shared_ptr<core::admitted_call> admitted,
                                                       time_point finish_by) {
    bool const first = call->retries_done == 0;
    return wait_for_start(std::move(core), std::static_pointer_cast<limited_call>(std::move(admitted)), first,
                          finish_by);
}

// A first attempt is refused when the client is closed, like one that waits for its first connection.
TELNYX_DECL boost::asio::awaitable<void> limiter::wait_for_start(std::shared_ptr<core::client_core> core,
                                                                 std::shared_ptr<limited_call> call, bool first,
                                                                 time_point finish_by) {
    using pause_of = async::call_registry::pause_of;
    auto const in_flight = first ? core->begin_call() : async::call_place();
    auto const kind = first ? pause_of::wait : pause_of::call;
    auto const& time = *call->owner->time_;
    while (true) {
        auto const next = call->owner->look(*call);
        if (!next.woken) co_return;
        auto const now = time.now();
        if (now >= finish_by)
            throw api_timeout_error(errc::deadline_exceeded, "the call was waiting for a limit of the client");
        auto const until = std::min(next.until, finish_by);
        auto const length = until == time_point::max() ? time_point::duration::max() : until - now;
        auto sleeping = core::client_core::pause_until(core, next.woken, length, kind);
        co_await std::move(sleeping);
    }
}

TELNYX_DECL limiter::next_wait limiter::look(limited_call& call) {
    std::lock_guard const lock(mutex_);
    auto const now = time_->now();
    wake(book_.advance(call, now));
    call.woken.reset();
    if (call.has_started()) return {};
    call.woken = std::make_shared<async::one_shot>();
    return {call.woken, limit_book::start_of(call, now)};
}

TELNYX_DECL void limiter::leave(limited_call& call) {
    std::lock_guard const lock(mutex_);
    wake(book_.remove(call, time_->now()));
}

TELNYX_DECL void limiter::wake(limit_book::changes const& changed) {
    for (auto* const each : changed)
        if (auto const& woken = static_cast<limited_call*>(each)->woken) woken->set();
}

TELNYX_DECL void limiter::take_head(core::admitted_call* call, int status, headers const& fields) {
    if (call == nullptr) return;
    auto const wall_time = time_->wall_time();
    auto const said = read_rate_headers(fields, wall_time);
    auto const asked = (status == 429 || status == 503) ? core::asked_delay(fields, wall_time) : std::nullopt;
    if (!said.any && !asked) return;
    auto& place = *static_cast<limited_call*>(call);
    std::lock_guard const lock(mutex_);
    auto const now = time_->now();
    book_.learn(place, said, now);
    if (asked) book_.hold_back(place, *asked, now);
    wake(book_.advance(place, now));
}

TELNYX_DECL void limiter::correct_tokens(limited_call& call, std::int64_t used) {
    std::lock_guard const lock(mutex_);
    book_.correct_tokens(call, used);
    wake(book_.advance(call, time_->now()));
}

TELNYX_DECL bool limiter::takes_retry() {
    std::lock_guard const lock(mutex_);
    return book_.take_retry();
}

TELNYX_DECL void limiter::add_to(pool_statistics& now) const {
    std::lock_guard const lock(mutex_);
    now.limited = book_.waiting();
    now.refused_retries = book_.refused_retries();
}

} // namespace telnyx::limits
