#pragma once

#include "telnyx/errors/rethrow_cancellation.hpp"
#include "telnyx/net/address_order.hpp"
#include "telnyx/net/as_result.hpp"
#include "telnyx/net/call_failure.hpp"
#include "telnyx/net/connector.hpp"
#include "telnyx/net/impl/pool_body.ipp"
#include "telnyx/net/pool.hpp"
#include "telnyx/net/queue_report.hpp"
#include "telnyx/net/upload.hpp"

#include <algorithm>
#include <utility>

namespace telnyx::net {

namespace detail {

/// Aborts the connection attempts when the wait for them ends.
struct connection_attempts {
    std::shared_ptr<connector> running;
    ~connection_attempts() { running->abandon(); }
};

} // namespace detail

template <class Tag>
basic_pool<Tag>::basic_pool(boost::asio::any_io_executor executor, pool_options const& options)
    : tls_(options.tls),
      proxy_(options.proxy),
      addresses_(std::make_shared<address_cache>(options.address_lifetime, options.lookup)),
      book_({options.connections, options.idle_time}),
      executor_(std::move(executor)),
      timer_(executor_),
#ifdef TELNYX_HTTP2
      h2_(options.http2 == http2_mode::off ? nullptr : std::make_shared<h2_pool>(options)),
#endif
      observers_(options.observers),
      tie_(executor_, [this] { leave_context(); }) {
}

// Books.

/// A change to the books, under the lock, with its consequences.
template <class Tag>
class basic_pool<Tag>::book_change {
  public:
    explicit book_change(basic_pool& of) : of_(of), lock_(of.mutex_) {}

    /// Wakes the callers that have been granted a connection, unlocks, and closes connections.
    void carry_out() {
        for (auto& each : actions.wake) {
            each.waiter->queued = false;
            each.waiter->given = of_.put_in_use(each.waiter->peer, std::move(each.given), actions);
            each.waiter->woken.set();
        }
        lock_.unlock();
        for (auto const& each : actions.close) {
            each->close();
            of_.tell_closed(*each);
        }
    }

    typename book::actions actions;

  private:
    basic_pool& of_;
    std::unique_lock<std::mutex> lock_;
};

template <class Tag>
basic_pool<Tag>::~basic_pool() = default;

// Called with the lock held.
template <class Tag>
typename basic_pool<Tag>::connection_ptr basic_pool<Tag>::make_connection(origin_ptr const& peer) {
    auto made = std::make_shared<connection>(peer);
    made->number = next_number_++;
    return made;
}

template <class Tag>
typename basic_pool<Tag>::connection_ptr basic_pool<Tag>::put_in_use(origin_ptr const& peer, typename book::grant given,
                                                                     typename book::actions& out) {
    auto used = given.idle ? std::move(*given.idle) : make_connection(peer);
    if (used->peer() != peer && *used->peer() != *peer) {
        out.close.push_back(std::move(used));
        used = make_connection(peer);
    }
    used->pool_slot = in_use_.size();
    in_use_.push_back(used);
    return used;
}

template <class Tag>
void basic_pool<Tag>::take_out_of_use(connection const& used) {
    auto const slot = used.pool_slot;
    in_use_[slot] = std::move(in_use_.back());
    in_use_[slot]->pool_slot = slot;
    in_use_.pop_back();
    if (!in_use_.empty()) return;
    if (timer_) timer_->cancel();
    armed_until_ = time_point::max();
    wake_drained();
}

// Whether nobody holds or awaits a connection; who waits will get the space that is there.
template <class Tag>
bool basic_pool<Tag>::at_rest() const {
#ifdef TELNYX_HTTP2
    if (h2_ && !h2_->at_rest()) return false;
#endif
    return in_use_.empty() && book_.waiting() == 0;
}

template <class Tag>
void basic_pool<Tag>::wake_drained() {
    if (drained_.empty() || (timer_ && !at_rest())) return;
    for (auto const& each : drained_)
        each->set();
    drained_.clear();
}

template <class Tag>
typename basic_pool<Tag>::connection_ptr basic_pool<Tag>::try_take(transport_request const& request) {
    connection_ptr taken;
    book_change change(*this);
    if (refuses(request.continues)) detail::throw_closed();
    book_.evict(std::chrono::steady_clock::now(), false, change.actions);
    if (auto given = book_.acquire()) taken = put_in_use(request.origin, std::move(*given), change.actions);
    change.carry_out();
    return taken;
}

/// Leaves the queue when the wait ends for any reason.
template <class Tag>
struct basic_pool<Tag>::place_in_queue {
    basic_pool& at;
    waiter_ptr self;

    ~place_in_queue() {
        at.leave_queue(*self);
        if (self->given == nullptr) return;
        // Granted at the moment the wait was abandoned: pass it on.
        if (self->given->socket().opened())
            at.give_back(std::move(self->given));
        else
            at.discard(std::move(self->given));
    }
};

template <class Tag>
typename basic_pool<Tag>::connection_ptr basic_pool<Tag>::take_or_queue(waiter_ptr const& caller,
                                                                        transport_request const& request) {
    connection_ptr taken;
    bool first = false;
    book_change change(*this);
    if (refuses(caller->continues)) detail::throw_closed();
    if (auto given = book_.acquire()) {
        taken = put_in_use(caller->peer, std::move(*given), change.actions);
    } else {
        first = book_.waiting() == 0;
        caller->place = book_.enqueue(caller);
        caller->queued = true;
        ++history_.queued;
    }
    change.carry_out();
    if (first && observers_.any()) tell_exhausted(request);
    return taken;
}

template <class Tag>
void basic_pool<Tag>::leave_queue(waiter& caller) {
    std::lock_guard const lock(mutex_);
    if (std::exchange(caller.queued, false)) book_.remove(caller.place);
}

template <class Tag>
boost::asio::awaitable<typename basic_pool<Tag>::connection_ptr>
basic_pool<Tag>::wait_for_turn(std::shared_ptr<transport_request> request) {
    auto const self = std::make_shared<waiter>(*request);
    if (auto taken = take_or_queue(self, *request)) co_return taken;
    queue_report report(observers_, *request, queue_report::queue::connection);
    place_in_queue const place{*this, self};
    auto const limit = request->limits.head(errc::no_connection_free);
    auto const [result] = co_await self->woken.async_wait(limit.at, detail::as_result);
    if (!self->woken.is_set()) {
        if (result) throw api_user_abort_error();
        throw_no_connection(limit.reached);
    }
    if (self->given == nullptr) detail::throw_closed();
    report.granted();
    co_return std::exchange(self->given, nullptr);
}

// The time expired in the queue: no server was slow.
template <class Tag>
void basic_pool<Tag>::throw_no_connection(errc limit) const {
    auto const phase = limit == errc::no_connection_free ? ": " : ", while it waited for a connection: ";
    throw api_timeout_error(limit, make_error_code(limit).message() + phase + "all " + std::to_string(book_.limit()) +
                                       " are in use (client_options().max_connections() sets the limit, and every "
                                       "open stream holds one)");
}

template <class Tag>
void basic_pool<Tag>::give_back(connection_ptr used) {
    book_change change(*this);
    bool const wanted = !closed_ || book_.waiting() > 0;
    take_out_of_use(*used);
    if (wanted) {
        book_.give_back(used, std::chrono::steady_clock::now(), change.actions);
    } else {
        book_.discard(change.actions);
        change.actions.close.push_back(used);
    }
    change.carry_out();
}

template <class Tag>
void basic_pool<Tag>::discard(connection_ptr used) {
    used->close();
    tell_closed(*used);
    book_change change(*this);
    take_out_of_use(*used);
    book_.discard(change.actions);
    if (used->failure().broke()) ++history_.failed;
    change.carry_out();
}

// A connection that others use from now on; it keeps its place in the books.
template <class Tag>
void basic_pool<Tag>::hand_over(connection_ptr used) {
    std::lock_guard const lock(mutex_);
    take_out_of_use(*used);
}

// Replaces a dead connection by one to be opened, keeping the caller's place.
template <class Tag>
typename basic_pool<Tag>::connection_ptr basic_pool<Tag>::replace(connection& dead) {
    tell_closed(dead);
    std::lock_guard const lock(mutex_);
    auto fresh = make_connection(dead.peer());
    fresh->pool_slot = dead.pool_slot;
    in_use_[dead.pool_slot] = fresh;
    if (aborted_) fresh->socket().break_off();
    return fresh;
}

// Calls.

template <class Tag>
boost::asio::awaitable<transport_response> basic_pool<Tag>::send(std::shared_ptr<transport_request> request) {
#ifdef TELNYX_HTTP2
    if (h2_ && h2_->serves(request->origin)) return send_by_http2(std::move(request));
#endif
    return send_by_http1(std::move(request), lease());
}

// `used` may be a connection that was opened before HTTP/1.1 was agreed on.
template <class Tag>
boost::asio::awaitable<transport_response> basic_pool<Tag>::send_by_http1(std::shared_ptr<transport_request> request,
                                                                          lease used) {
    try {
        auto const self = this->shared_from_this();
        bool const fresh = static_cast<bool>(used);
        request->reached = transport_request::progress::waiting;
        if (!used) used = lease(self, try_take(*request));
        if (!used) used = lease(self, co_await wait_for_turn(request));
        request->reached = transport_request::progress::connecting;
        if (!fresh && used->socket().opened() && !used->alive()) used.renew();
        while (true) {
            bool const reused = !fresh && used->socket().opened();
            if (!used->socket().opened()) co_await open(used.get(), request);
            count_exchange(*used, reused, *request);
            used->begin(*request);
            watch(*used, request->limits.head());
            if (used->request().complete()) {
                auto const [failure, count] = co_await used->async_io(connection::step::send, detail::as_result);
                detail::note_sent(*request, count);
                used->on_io(connection::step::send, failure, count);
            }
            if (!used->request_sent() && !used->failure()) {
                co_await send_long_body(used.get(), request);
                used->socket().stop_watching();
            }

            used->failure().read_on();
            auto next = used->advance_to_head();
            while (next == connection::step::receive || next == connection::step::send) {
                auto const [failure, count] = co_await used->async_io(next, detail::as_result);
                used->on_io(next, failure, count);
                next = used->advance_to_head();
            }
            if (next == connection::step::done && used->socket().ended_by() == connection::ended::none) break;
            bool const died_idle = reused && used->response().untouched() &&
                                   used->socket().ended_by() == connection::ended::none &&
                                   used->failure().code() != boost::asio::error::operation_aborted;
            if (!died_idle || !detail::may_send_again(*request, used->failure().text())) detail::throw_failure(*used);
            used.renew();
        }
        used->end_request();
        used->limit().set(request->limits.whole());
        transport_response response;
        response.status = used->response().framer().status();
        response.headers = used->response().take_fields();
        response.body = std::make_unique<body>(std::move(used), request->limits);
        co_return response;
    } catch (boost::system::system_error const& failure) {
        telnyx::detail::rethrow_cancellation(failure);
    }
}

template <class Tag>
void basic_pool<Tag>::count_exchange(connection& used, bool reused, transport_request const& request) {
    {
        std::lock_guard const lock(mutex_);
        ++(reused ? history_.reused : history_.created);
    }
    if (reused && observers_.any()) tell_reused(used, request);
}

// Sends the output that could not be sent immediately, and reads meanwhile: a server may reject a long body before it
// has received all of it.
template <class Tag>
boost::asio::awaitable<void> basic_pool<Tag>::send_long_body(connection_ptr used,
                                                             std::shared_ptr<transport_request> request) {
    while (!used->failure()) {
        if (!used->refill()) {
            if (used->request().complete()) co_return;
            auto const chunk = co_await detail::read_chunk<Tag>(used, request->source);
            if (used->socket().ended_by() != connection::ended::none) detail::throw_failure(*used);
            if (!chunk) co_return;
            used->append_body(*chunk);
            continue;
        }
        used->socket().watch_for_early_input();
        auto const [failure, count] = co_await used->async_io(connection::step::send, detail::as_result);
        detail::note_sent(*request, count);
        used->on_io(connection::step::send, failure, count);
        if (used->failure() || !used->take_early_input()) continue;
        if (used->advance_to_head() == connection::step::done && used->request().body_is_due()) co_return;
    }
}

template <class Tag>
boost::asio::awaitable<void> basic_pool<Tag>::open(connection_ptr fresh, std::shared_ptr<transport_request> request) {
    auto const& limits = request->limits;
    auto const begun = std::chrono::steady_clock::now();
    auto const limit = limits.connected(begun);
    if (limit.at <= begun) throw api_timeout_error(limit.reached);
    auto socket = co_await connect(fresh, limit);
    auto tls = fresh->peer()->secure ? tls_.make_engine(*fresh->peer(), fresh->offered != connection::protocols::http1,
                                                        fresh->offered != connection::protocols::http2)
                                     : nullptr;
    if (auto const* const proxy = proxy_for(*fresh->peer()))
        fresh->establish(std::move(socket), std::move(tls),
                         std::make_unique<http::tunnel>(*proxy, *fresh->peer(), limits.header_bytes), proxy->name());
    else
        fresh->establish(std::move(socket), std::move(tls));
    watch(*fresh, limit);
    auto next = fresh->handshake();
    while (next == connection::step::receive || next == connection::step::send) {
        auto const [failure, count] = co_await fresh->async_io(next, detail::as_result);
        fresh->on_io(next, failure, count);
        next = fresh->failure() ? connection::step::failed : fresh->handshake();
    }
    if (next == connection::step::failed || fresh->socket().ended_by() != connection::ended::none) {
        if (fresh->tunnel() != nullptr) detail::throw_proxy_failure(*fresh);
        detail::throw_failure(*fresh);
    }
    if (observers_.any()) tell_opened(*fresh, *request, begun);
}

template <class Tag>
boost::asio::awaitable<boost::asio::ip::tcp::socket> basic_pool<Tag>::connect(connection_ptr fresh, time_limit limit) {
    auto const* const proxy = proxy_for(*fresh->peer());
    auto const& peer = proxy != nullptr ? proxy->address : *fresh->peer();
    auto const name = proxy != nullptr ? proxy->name() : peer.authority();
    auto addresses = addresses_->known(peer);
    if (addresses.empty()) {
        auto const lookup = addresses_->begin(executor(), peer, limit.at - std::chrono::steady_clock::now());
        auto const found = lookup->subscribe();
        fresh->socket().set_interrupt(found);
        auto const [result] = co_await found->async_wait(limit.at, detail::as_result);
        detail::check_connecting(*fresh, *found, result, limit.reached, proxy);
        if (lookup->failure())
            detail::throw_unreachable(*fresh, proxy, lookup->failure(),
                                      "cannot find the address of " + (proxy != nullptr ? name : peer.host),
                                      lookup->cause());
        addresses = lookup->found();
    }

    detail::connection_attempts const race{
        std::make_shared<connector>(executor(), address_order(std::move(addresses)))};
    fresh->socket().set_interrupt(std::shared_ptr<async::one_shot>(race.running, &race.running->finished()));
    race.running->start();
    auto const [result] = co_await race.running->finished().async_wait(limit.at, detail::as_result);
    detail::check_connecting(*fresh, race.running->finished(), result, limit.reached, proxy);
    auto socket = race.running->take_socket();
    if (!socket) {
        addresses_->forget(peer);
        auto const cause = race.running->failure();
        detail::throw_unreachable(*fresh, proxy, cause, "cannot connect to " + name, cause.message());
    }
    co_return std::move(*socket);
}

template <class Tag>
void basic_pool<Tag>::tell_opened(connection& opened, transport_request const& request, time_point begun) const {
    auto const authority = opened.peer()->authority();
    auto const* const proxy = proxy_for(*opened.peer());
    auto const through = proxy != nullptr ? proxy->address.host_and_port() : std::string();
    observers_.tell(observer::connection_opened{
        opened.number, request.call, authority, opened.tls() != nullptr && opened.tls()->resumed(),
        std::chrono::steady_clock::now() - begun, through, request.context.get()});
}

template <class Tag>
void basic_pool<Tag>::tell_reused(connection const& reused, transport_request const& request) const {
    auto const authority = reused.peer()->authority();
    observers_.tell(observer::connection_reused{reused.number, request.call, authority, request.context.get()});
}

template <class Tag>
void basic_pool<Tag>::tell_exhausted(transport_request const& request) const {
    auto const authority = request.origin->authority();
    observers_.tell(observer::connections_exhausted{request.call, authority, book_.limit(), request.context.get()});
}

template <class Tag>
void basic_pool<Tag>::tell_closed(connection& closed) const {
    if (!observers_.any()) return;
    auto const authority = closed.peer()->authority();
    std::string_view reason = closed.failure().text();
    if (closed.socket().ended_by() == connection::ended::expired) reason = "a time limit ran out";
    if (closed.socket().ended_by() == connection::ended::closed) reason = "the client was closed";
    observers_.tell(observer::connection_closed{closed.number, authority, reason});
}

// Deadlines.

template <class Tag>
void basic_pool<Tag>::watch(connection& used, time_limit limit) {
    used.limit().set(limit);
    if (limit.at >= armed_until_.load()) return;
    std::lock_guard const lock(mutex_);
    if (limit.at < armed_until_.load()) arm(limit.at);
}

// Called with the lock held.
template <class Tag>
void basic_pool<Tag>::arm(time_point when) {
    if (!timer_) return;
    armed_until_ = when;
    timer_->expires_at(when);
    timer_->async_wait([self = this->weak_from_this()](boost::system::error_code failure) {
        if (failure) return;
        if (auto const alive = self.lock()) alive->on_timer();
    });
}

template <class Tag>
void basic_pool<Tag>::on_timer() {
    std::lock_guard const lock(mutex_);
    // In this order, so that a deadline set meanwhile is either seen below or finds the timer disarmed.
    armed_until_ = time_point::max();
    auto const now = std::chrono::steady_clock::now();
    auto earliest = time_point::max();
    for (auto const& each : in_use_) {
        if (each->limit().is_over(now)) each->socket().break_off(connection::ended::expired);
        if (each->socket().ended_by() == connection::ended::none) earliest = std::min(earliest, each->limit().at());
    }
    if (earliest != time_point::max()) arm(earliest);
}

// Closing.

template <class Tag>
void basic_pool<Tag>::refuse_calls(bool those_that_continue) {
    book_change change(*this);
    closed_ = true;
    aborted_ = aborted_ || those_that_continue;
    auto const leaves = [&](waiter_ptr const& each) { return those_that_continue || !each->continues; };
    for (auto const& each : book_.drop_from_queue(leaves)) {
        each->queued = false;
        each->woken.set();
    }
    book_.evict({}, true, change.actions);
    change.carry_out();
#ifdef TELNYX_HTTP2
    if (h2_) h2_->close();
#endif
}

template <class Tag>
void basic_pool<Tag>::begin_closing() {
    refuse_calls(false);
}

template <class Tag>
boost::asio::awaitable<void> basic_pool<Tag>::close() {
    return close_and_wait(this->shared_from_this());
}

template <class Tag>
boost::asio::awaitable<void> basic_pool<Tag>::close_and_wait(std::shared_ptr<basic_pool> self) {
    self->refuse_calls(false);
    auto const drained = std::make_shared<async::one_shot>();
    self->wake_when_drained(drained);
    co_await drained->async_wait(time_point::max(), detail::as_result);
    if (!drained->is_set()) throw api_user_abort_error();
}

template <class Tag>
void basic_pool<Tag>::wake_when_drained(std::shared_ptr<async::one_shot> drained) {
    std::lock_guard const lock(mutex_);
    drained_.push_back(std::move(drained));
    wake_drained();
}

template <class Tag>
void basic_pool<Tag>::abort() {
    refuse_calls(true);
    std::vector<connection_ptr> in_flight;
    {
        std::lock_guard const lock(mutex_);
        in_flight = in_use_;
    }
    for (auto const& each : in_flight)
        each->socket().break_off();
#ifdef TELNYX_HTTP2
    if (h2_) h2_->abort();
#endif
}

// The context, or the pool, has ended.
template <class Tag>
void basic_pool<Tag>::leave_context() {
    auto const self = this->weak_from_this().lock(); // an observer may drop the last handle
    abort();
    std::lock_guard const lock(mutex_);
    timer_.reset();
    executor_ = nullptr;
    wake_drained();
}

template <class Tag>
boost::asio::any_io_executor basic_pool<Tag>::executor() const {
    std::lock_guard const lock(mutex_);
    if (!executor_) detail::throw_closed();
    return executor_;
}

template <class Tag>
pool_statistics basic_pool<Tag>::statistics() const {
    std::lock_guard const lock(mutex_);
    auto now = history_;
    now.open = book_.open();
    now.idle = book_.idle();
    now.in_use = book_.in_use();
    now.waiting = book_.waiting();
#ifdef TELNYX_HTTP2
    if (h2_) h2_->add_to(now);
#endif
    return now;
}

} // namespace telnyx::net
