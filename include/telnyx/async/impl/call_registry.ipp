#pragma once

#include "telnyx/async/call_registry.hpp"
#include "telnyx/async/one_shot.hpp"
#include "telnyx/base/errc.hpp"
#include "telnyx/errors/api_connection_error.hpp"

namespace telnyx::async {

TELNYX_DECL call_registry::pause::pause(std::shared_ptr<call_registry> in, pause_of kind,
                                        std::shared_ptr<async::one_shot> woken)
    : in_(std::move(in)), kind_(kind), woken_(std::move(woken)) {
    std::lock_guard const lock(in_->mutex_);
    if (in_->ends(kind_)) woken_->set();
    place_ = in_->pauses_.insert(in_->pauses_.end(), this);
}

TELNYX_DECL call_registry::pause::~pause() {
    std::lock_guard const lock(in_->mutex_);
    in_->pauses_.erase(place_);
}

TELNYX_DECL void call_registry::pause::check() const {
    std::lock_guard const lock(in_->mutex_);
    if (in_->ends(kind_)) throw api_connection_error(errc::client_closed, "the client was closed during the call");
}

TELNYX_DECL void call_registry::enter() {
    if ((state_.fetch_add(one_call) & closed) == 0) return;
    leave();
    throw api_connection_error(errc::client_closed, "the client has been closed");
}

TELNYX_DECL void call_registry::leave() noexcept {
    if (state_.fetch_sub(one_call) == one_call + closed) end_waits_for_end();
}

TELNYX_DECL void call_registry::end_waits_for_end() {
    std::vector<std::shared_ptr<async::one_shot>> waiting;
    {
        std::lock_guard const lock(mutex_);
        waiting.swap(waiting_for_end_);
    }
    for (auto const& each : waiting)
        each->set();
}

TELNYX_DECL void call_registry::close() {
    std::lock_guard const lock(mutex_);
    state_.fetch_or(closed);
    end_pauses();
}

TELNYX_DECL void call_registry::abort() {
    std::lock_guard const lock(mutex_);
    state_.fetch_or(closed);
    aborted_ = true;
    end_pauses();
}

TELNYX_DECL void call_registry::abandon() {
    abort();
    {
        std::lock_guard const lock(mutex_);
        abandoned_ = true;
    }
    end_waits_for_end();
}

// Called with the lock held.
TELNYX_DECL void call_registry::end_pauses() {
    for (auto const* each : pauses_)
        if (ends(each->kind_)) each->woken_->set();
}

TELNYX_DECL void call_registry::wake_when_ended(std::shared_ptr<async::one_shot> ended) {
    std::lock_guard const lock(mutex_);
    if (in_flight() == 0 || abandoned_)
        ended->set();
    else
        waiting_for_end_.push_back(std::move(ended));
}

TELNYX_DECL std::size_t call_registry::pausing() const {
    std::lock_guard const lock(mutex_);
    return pauses_.size();
}

} // namespace telnyx::async
