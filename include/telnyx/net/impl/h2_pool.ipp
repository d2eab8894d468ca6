#pragma once

#ifdef TELNYX_HTTP2

#include "telnyx/net/h2_pool.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace telnyx::net {

/// A change to the books, under the lock, with its consequences.
class h2_pool::change {
  public:
    explicit change(h2_pool& of) : of_(of), lock_(of.mutex_) {}

    /// Wakes callers, unlocks, closes connections, and tells.
    void carry_out() {
        for (auto& each : actions.wake) {
            each.waiter->queued_ = false;
            each.waiter->given_ = std::move(each.given);
            each.waiter->woken.set();
        }
        bool const at_rest = of_.is_at_rest();
        auto const first_to_wait = of_.begins_to_wait();
        auto const told = at_rest || first_to_wait || !actions.close.empty() ? of_.events_ : nullptr;
        lock_.unlock();
        for (auto const& each : actions.close) {
            each->close();
            if (told) told->closed(*each);
        }
        if (at_rest && told) told->at_rest();
        if (first_to_wait && told) told->exhausted(*first_to_wait->request);
    }

    book::actions actions;

  private:
    h2_pool& of_;
    std::unique_lock<std::mutex> lock_;
};

// The first in a queue that forms because all connections are in use; those who wait for one that is being opened may
// yet find room on it. Called with the lock held.
TELNYX_DECL h2_pool::waiter_ptr h2_pool::begins_to_wait() {
    bool const before = exhausted_;
    exhausted_ = book_.waiting() > 0 && (before || book_.opening() == 0);
    return exhausted_ && !before ? book_.first_waiting() : nullptr;
}

TELNYX_DECL http::h2_session::limits h2_pool::limits_of(pool_options const& options) {
    http::h2_session::limits limits;
    limits.header_bytes = options.header_bytes;
    limits.budget = std::make_shared<http::window_budget>(options.read_ahead);
    return limits;
}

TELNYX_DECL h2_pool::h2_pool(pool_options const& options)
    : mode_(options.http2),
      limit_(options.connections),
      session_limits_(limits_of(options)),
      trust_{options.trusted_silence, options.ping_time},
      book_({options.connections, options.streams, options.idle_time}) {}

TELNYX_DECL void h2_pool::tell(events told) {
    std::lock_guard const lock(mutex_);
    if (!events_) events_ = std::make_shared<events const>(std::move(told));
    tells_ = true;
}

TELNYX_DECL bool h2_pool::serves(origin_ptr const& peer) {
    if (!peer->secure || http1_origin_.load(std::memory_order_acquire) == peer.get()) return false;
    std::lock_guard const lock(mutex_);
    if (!origin_ || (*origin_ != *peer && book_.empty())) {
        http1_origin_ = nullptr;
        origin_ = peer;
        known_ = protocol::unknown;
        book_.keep_idle(!closed_);
    }
    return *origin_ == *peer && known_ != protocol::http1;
}

// Called with the lock held.
TELNYX_DECL h2_pool::turn h2_pool::turn_of(book::grant given) {
    switch (given.what) {
    case book::answer::place:
        return {turn::kind::stream, std::move(given.on)};
    case book::answer::open:
        return {turn::kind::open};
    case book::answer::wait:
        break;
    }
    return {};
}

TELNYX_DECL h2_pool::turn h2_pool::begin(waiter_ptr const& caller, origin const& peer) {
    turn made;
    change changed(*this);
    if (refuses(*caller)) {
        made.what = turn::kind::closed;
    } else if (known_ == protocol::http1 || *origin_ != peer) { // another one may have come since `serves()`
        made.what = turn::kind::http1;
    } else {
        book_.evict(std::chrono::steady_clock::now(), false, changed.actions);
        made = turn_of(book_.acquire());
    }
    if (made.what == turn::kind::wait) {
        made.opening = book_.opening() > 0;
        caller->place_ = book_.enqueue(caller);
        caller->queued_ = true;
        caller->opened_before_ = history_.created;
        ++history_.queued;
        if (known_ == protocol::http2) book_.serve(changed.actions); // before that, the first handshake decides
    }
    changed.carry_out();
    return made;
}

TELNYX_DECL h2_pool::turn h2_pool::after_wait(waiter_ptr const& caller) {
    std::lock_guard const lock(mutex_);
    if (caller->use_http1_) return {turn::kind::http1};
    auto made = turn_of(std::exchange(caller->given_, {}));
    if (made.what == turn::kind::wait) made.what = turn::kind::closed;
    return made;
}

TELNYX_DECL bool h2_pool::has_opened_since(waiter const& caller) const {
    std::lock_guard const lock(mutex_);
    return history_.created > caller.opened_before_;
}

TELNYX_DECL void h2_pool::leave(waiter_ptr const& caller) {
    book::grant given;
    {
        std::lock_guard const lock(mutex_);
        if (std::exchange(caller->queued_, false)) book_.remove(caller->place_);
        exhausted_ = exhausted_ && book_.waiting() > 0;
        given = std::exchange(caller->given_, {});
    }
    if (given.what == book::answer::place) give_back(given.on);
    if (given.what == book::answer::open) not_opened(false);
}

TELNYX_DECL h2_pool::line_ptr h2_pool::opened(origin_ptr const& peer, std::uint64_t number, connection::parts parts) {
    auto const presumed = presumed_room();
    auto const made = std::make_shared<h2_connection>(peer, number, std::move(parts.socket), std::move(parts.tls),
                                                      session_limits_, trust_, presumed);
    made->on_change([weak = weak_from_this()](h2_connection& changed) {
        if (auto const alive = weak.lock()) alive->note_room(changed);
    });
    change changed(*this);
    if (known_ == protocol::unknown) known_ = protocol::http2;
    ++history_.created;
    bool const refused = aborted_;
    auto const line = book_.opened(made, std::min(made->room(), book_.streams_limit()), changed.actions);
    changed.carry_out();
    if (refused) made->abort();
    return line;
}

TELNYX_DECL std::size_t h2_pool::presumed_room() const {
    std::lock_guard const lock(mutex_);
    return book_.expected_room();
}

TELNYX_DECL void h2_pool::note_room(h2_connection& of) {
    change changed(*this);
    auto const& lines = book_.lines();
    auto const found =
        std::find_if(lines.begin(), lines.end(), [&](auto const& each) { return each->connection.get() == &of; });
    if (found != lines.end()) {
        book_.set_room(*found, std::min(of.room(), book_.streams_limit()), std::chrono::steady_clock::now(),
                       changed.actions);
    }
    changed.carry_out();
}

// Connections of before, when the server spoke HTTP/2 for a while, or on some of its machines, get no more calls.
TELNYX_DECL void h2_pool::use_http1(change& changed) {
    known_ = protocol::http1;
    book_.keep_idle(false);
    book_.evict({}, true, changed.actions);
    http1_origin_.store(origin_.get(), std::memory_order_release);
    for (auto const& each : book_.drop_from_queue([](auto const&) { return true; })) {
        each->queued_ = false;
        each->use_http1_ = true;
        each->woken.set();
    }
}

TELNYX_DECL void h2_pool::speaks_http1() {
    change changed(*this);
    use_http1(changed);
    book_.not_opened(false, changed.actions);
    changed.carry_out();
}

TELNYX_DECL bool h2_pool::use_http1() {
    if (mode_ == http2_mode::required) return false;
    change changed(*this);
    use_http1(changed);
    changed.carry_out();
    return true;
}

TELNYX_DECL void h2_pool::not_opened(bool nobody_can) {
    change changed(*this);
    book_.not_opened(nobody_can, changed.actions);
    changed.carry_out();
}

TELNYX_DECL void h2_pool::give_back(line_ptr const& used) {
    change changed(*this);
    book_.give_back(used, std::chrono::steady_clock::now(), changed.actions);
    changed.carry_out();
}

TELNYX_DECL void h2_pool::refuse_calls(bool those_that_continue) {
    change changed(*this);
    closed_ = true;
    aborted_ = aborted_ || those_that_continue;
    book_.keep_idle(false);
    auto const leaves = [&](waiter_ptr const& each) { return those_that_continue || !each->continues; };
    for (auto const& each : book_.drop_from_queue(leaves)) {
        each->queued_ = false;
        each->woken.set();
    }
    book_.evict({}, true, changed.actions);
    changed.carry_out();
}

TELNYX_DECL void h2_pool::close() {
    refuse_calls(false);
}

TELNYX_DECL void h2_pool::abort() {
    refuse_calls(true);
    std::vector<connection_ptr> in_use;
    {
        std::lock_guard const lock(mutex_);
        for (auto const& each : book_.lines())
            in_use.push_back(each->connection);
    }
    for (auto const& each : in_use)
        each->abort();
}

TELNYX_DECL bool h2_pool::at_rest() const {
    std::lock_guard const lock(mutex_);
    return is_at_rest();
}

TELNYX_DECL void h2_pool::add_to(pool_statistics& out) const {
    std::lock_guard const lock(mutex_);
    out.created += history_.created;
    out.reused += reused_.load(std::memory_order_relaxed);
    out.queued += history_.queued;
    out.waiting += book_.waiting();
    out.streams = book_.calls();
    out.idle += book_.idle();
    out.in_use -= std::min(out.in_use, book_.idle());
}

} // namespace telnyx::net

#endif
