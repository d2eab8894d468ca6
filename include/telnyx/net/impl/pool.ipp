#pragma once

#include "telnyx/base/lasting_failure.hpp"
#include "telnyx/body/reading.hpp"
#include "telnyx/errors/api_connection_error.hpp"
#include "telnyx/errors/api_response_error.hpp"
#include "telnyx/errors/api_timeout_error.hpp"
#include "telnyx/errors/api_user_abort_error.hpp"
#include "telnyx/errors/certificate_error.hpp"
#include "telnyx/errors/proxy_error.hpp"
#include "telnyx/errors/rethrow_cancellation.hpp"
#include "telnyx/net/address_order.hpp"
#include "telnyx/net/connector.hpp"
#include "telnyx/net/pool.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/cancellation_type.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/this_coro.hpp>

#include <algorithm>
#include <exception>
#include <utility>

namespace telnyx::net {

namespace detail {

// Awaits an operation without a coroutine frame of its own and returns the error instead of throwing it.
inline constexpr auto as_result = boost::asio::as_tuple(boost::asio::deferred);

inline std::chrono::steady_clock::time_point from_now(std::chrono::steady_clock::duration wait) {
    return later(std::chrono::steady_clock::now(), wait);
}

// The limit that was exceeded: that of the current phase, or one that spans several phases.
inline errc limit_reached(request_limits const& limits, errc phase) {
    auto const now = std::chrono::steady_clock::now();
    if (now >= limits.finish_by) return errc::deadline_exceeded;
    if (phase == errc::connect_timeout && now >= limits.headers_by) return errc::response_timeout;
    return phase;
}

// Throws the caller's error for a failed step or a connection that was ended from outside.
[[noreturn]] inline void throw_failure(connection const& used, request_limits const& limits, errc phase) {
    switch (used.ended_by()) {
    case connection::ended::expired:
        throw api_timeout_error(limit_reached(limits, phase));
    case connection::ended::closed:
        throw api_connection_error(errc::client_closed, "the client was closed during the call");
    case connection::ended::none:
        break;
    }
    if (used.failure() == boost::asio::error::operation_aborted) throw api_user_abort_error();
    if (used.failure() == make_error_code(errc::response_too_large))
        throw api_response_error(errc::response_too_large, used.failure_text(), {}, {});
    if (used.certificate_refused()) throw certificate_error(used.failure(), used.failure_text());
    throw api_connection_error(used.failure(), used.failure_text());
}

// A time limit was exceeded while waiting for the proxy.
[[noreturn]] inline void throw_proxy_timeout(request_limits const& limits, std::string const& proxy) {
    auto const limit = limit_reached(limits, errc::connect_timeout);
    throw api_timeout_error(limit, make_error_code(limit).message() + ", waiting for " + proxy);
}

// The same as `throw_failure()` for a connection that has not passed the proxy.
[[noreturn]] inline void throw_proxy_failure(connection& used, request_limits const& limits) {
    auto& tunnel = *used.tunnel();
    bool const given_up =
        used.ended_by() == connection::ended::closed || (used.ended_by() == connection::ended::none && !used.broke());
    if (given_up) throw_failure(used, limits, errc::connect_timeout);
    if (tunnel.refused()) tunnel.end_of_input(); // the part of the explanation received so far has to suffice
    if (tunnel.failure()) {
        used.restore_failure(tunnel.failure());
        throw proxy_error(tunnel.failure(), tunnel.failure_text(), tunnel.status(), tunnel.body());
    }
    if (used.ended_by() == connection::ended::expired) throw_proxy_timeout(limits, tunnel.proxy_name());
    throw proxy_error(used.failure(), used.failure_text());
}

// Neither the origin nor its proxy, if there is one, could be reached.
[[noreturn]] inline void throw_unreachable(connection& fresh, http::proxy const* proxy, boost::system::error_code code,
                                           std::string const& text, std::string const& cause) {
    fresh.fail(code, text + ": " + cause);
    if (proxy != nullptr) throw proxy_error(code, fresh.failure_text());
    throw api_connection_error(code, fresh.failure_text());
}

// Throws if a wait for an event ended without the event.
inline void check_wait(async::one_shot const& event, boost::system::error_code result, request_limits const& limits,
                       errc phase) {
    if (event.is_set()) return;
    if (result) throw api_user_abort_error();
    throw api_timeout_error(limit_reached(limits, phase));
}

// The same for a connection in progress, which may be ended from outside.
inline void check_connecting(connection const& fresh, async::one_shot const& event, boost::system::error_code result,
                             request_limits const& limits, http::proxy const* proxy) {
    if (fresh.ended_by() != connection::ended::none) throw_failure(fresh, limits, errc::connect_timeout);
    if (proxy != nullptr && !event.is_set() && !result) throw_proxy_timeout(limits, proxy->name());
    check_wait(event, result, limits, errc::connect_timeout);
}

/// Aborts the connection attempts when the wait for them ends.
struct connection_attempts {
    std::shared_ptr<connector> running;
    ~connection_attempts() { running->abandon(); }
};

/// Lets events on a connection interrupt a wait for something else.
struct interruption {
    connection& by;
    ~interruption() { by.set_interrupt(nullptr); }
};

// Whether a response has arrived, or can no longer arrive, before the request was sent.
inline bool answered_early(connection& used) {
    if (used.take_early_input() && used.advance_to_head() != connection::step::receive) return true;
    used.watch_for_early_input();
    return used.failure().failed();
}

// Reads from a source until the chunk is available or no longer needed: the server has responded, the connection was
// ended from outside, or the call was cancelled. A read that has started always completes, since its buffer may be
// destroyed with the call. So no wait in here may throw before that.
template <class Tag>
boost::asio::awaitable<std::optional<std::string_view>> read_piece(std::shared_ptr<connection> used,
                                                                   std::shared_ptr<body_source> source) {
    auto const executor = co_await boost::asio::this_coro::executor;
    auto const awaited = source->start_reading(source, executor);
    bool const throws = co_await boost::asio::this_coro::throw_if_cancelled();
    co_await boost::asio::this_coro::throw_if_cancelled(false);
    bool unwanted = false;
    bool cancelled = false;
    std::exception_ptr broken;
    try {
        interruption const guard{*used};
        bool const due = used->body_is_due();
        if (!due) used->stop_watching(); // the peer has the whole request; the source only has to report the end
        while (true) {
            unwanted = due && answered_early(*used);
            auto const state = co_await boost::asio::this_coro::cancellation_state;
            cancelled = throws && state.cancelled() != boost::asio::cancellation_type::none;
            if (unwanted || cancelled) break;
            auto const woken = awaited->next_wait();
            used->set_interrupt(woken);
            co_await woken->async_wait(std::chrono::steady_clock::time_point::max(), as_result);
            cancelled = !woken->is_set();
            if (cancelled || awaited->ended.is_set() || used->ended_by() != connection::ended::none) break;
        }
    } catch (...) {
        broken = std::current_exception();
    }
    if (!awaited->ended.is_set()) {
        unwanted = true;
        awaited->cancel();
        co_await awaited->ended.async_wait_uncancelled(as_result);
    }
    co_await boost::asio::this_coro::throw_if_cancelled(throws);
    if (broken) std::rethrow_exception(broken);
    if (used->ended_by() != connection::ended::none) co_return std::nullopt;
    if (cancelled) throw api_user_abort_error();
    if (unwanted) co_return std::nullopt;
    if (awaited->failure) std::rethrow_exception(awaited->failure);
    co_return awaited->piece;
}

inline void note_sent(transport_request& request, std::size_t count) {
    if (count > 0) request.reached = transport_request::progress::sent;
}

// Whether a request that was given to a dying connection can be sent on another one. Only its owner knows when the
// server may have read it.
inline bool may_send_again(transport_request& request, std::string_view reason) {
    if (request.source && !request.source->rewind()) return false;
    if (request.reached != transport_request::progress::sent) return true;
    return request.may_repeat && request.may_repeat(reason);
}

[[noreturn]] inline void throw_closed() {
    throw api_connection_error(errc::client_closed, "the client has been closed");
}

} // namespace detail

/// A borrowed connection; closed unless it is given back.
template <class Tag>
class basic_pool<Tag>::lease {
  public:
    lease() = default;
    lease(std::shared_ptr<basic_pool> from, connection_ptr used) : from_(std::move(from)), used_(std::move(used)) {}
    lease(lease&&) noexcept = default;
    lease& operator=(lease&& other) noexcept {
        drop();
        from_ = std::move(other.from_);
        used_ = std::move(other.used_);
        return *this;
    }
    ~lease() { drop(); }

    explicit operator bool() const { return used_ != nullptr; }
    connection& operator*() const { return *used_; }
    connection* operator->() const { return used_.get(); }
    connection_ptr const& get() const { return used_; }
    basic_pool& owner() const { return *from_; }

    void give_back() { from_->give_back(std::move(used_)); }
    void drop() {
        if (used_) from_->discard(std::exchange(used_, nullptr));
    }
    void renew() {
        used_->close(); // in order if possible, so that its TLS session can be resumed
        used_ = from_->replace(*used_);
    }

  private:
    std::shared_ptr<basic_pool> from_;
    connection_ptr used_;
};

/// The body of the response that a connection is receiving.
template <class Tag>
class basic_pool<Tag>::body final : public response_body {
  public:
    body(lease used, request_limits const& limits) : used_(std::move(used)), limits_(limits) {}

    std::optional<std::string_view> poll() override {
        failure_.check();
        if (!used_) return std::string_view();
        switch (used_->advance_body()) {
        case connection::step::done:
            break;
        case connection::step::failed:
            fail();
        case connection::step::send:
        case connection::step::receive:
            return std::nullopt;
        }
        auto const piece = used_->piece();
        if (piece.empty()) finish();
        return piece;
    }

    std::uint64_t announced() const override { return used_ ? used_->framer().announced() : 0; }

    boost::asio::awaitable<void> wait(std::chrono::steady_clock::duration at_most) override {
        failure_.check();
        if (!used_) co_return;
        auto const silence = std::min(limits_.silence, at_most);
        used_.owner().watch(*used_, std::min(detail::from_now(silence), limits_.finish_by));
        if (used_->has_output()) {
            auto const [failure, count] = co_await used_->async_send(detail::as_result);
            used_->on_sent(failure, count);
        } else {
            auto const [failure, count] = co_await used_->async_receive(detail::as_result);
            used_->on_received(failure, count);
        }
        if (used_->failure() || used_->ended_by() != connection::ended::none) fail();
        used_->set_deadline(limits_.finish_by); // applies to a slow server, not to a slow reader
    }

  private:
    void finish() {
        if (used_->reusable())
            used_.give_back();
        else
            used_.drop();
    }

    [[noreturn]] void fail() {
        auto const broken = std::move(used_);
        try {
            detail::throw_failure(*broken, limits_, errc::silence_timeout);
        } catch (...) {
            failure_.keep();
        }
    }

    lease used_;
    request_limits limits_;
    telnyx::detail::lasting_failure failure_;
};

template <class Tag>
basic_pool<Tag>::basic_pool(boost::asio::any_io_executor executor, pool_options const& options)
    : tls_(options.tls),
      proxy_(options.proxy),
      addresses_(std::make_shared<address_cache>(options.address_lifetime, options.lookup)),
      book_({options.connections, options.idle_time}),
      executor_(std::move(executor)),
      timer_(executor_),
      observers_(options.observers),
      tie_(executor_, [this] { leave_context(); }) {}

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
    if (used->shared_peer() != peer && used->peer() != *peer) {
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
    if (book_.waiting() > 0) return; // for the space that this frees
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
        if (self->given->established())
            at.give_back(std::move(self->given));
        else
            at.discard(std::move(self->given));
    }
};

template <class Tag>
typename basic_pool<Tag>::connection_ptr basic_pool<Tag>::take_or_queue(waiter_ptr const& caller, std::uint64_t call) {
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
    if (first && observers_.any()) tell_exhausted(*caller->peer, call);
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
    if (auto taken = take_or_queue(self, request->call)) co_return taken;
    place_in_queue const place{*this, self};
    auto const deadline = std::min(request->limits.headers_by, request->limits.finish_by);
    auto const [result] = co_await self->woken.async_wait(deadline, detail::as_result);
    if (!self->woken.is_set()) {
        if (result) throw api_user_abort_error();
        throw_no_connection(request->limits);
    }
    if (self->given == nullptr) detail::throw_closed();
    co_return std::exchange(self->given, nullptr);
}

// The time expired in the queue: no server was slow.
template <class Tag>
void basic_pool<Tag>::throw_no_connection(request_limits const& limits) const {
    auto const limit = detail::limit_reached(limits, errc::no_connection_free);
    auto const phase = limit == errc::no_connection_free ? ": " : ", while it waited for a connection: ";
    throw api_timeout_error(limit, make_error_code(limit).message() + phase + "all " + std::to_string(book_.limit()) +
                                       " are in use (client_options().max_connections() sets the limit, and every "
                                       "open stream holds one)");
}

template <class Tag>
void basic_pool<Tag>::give_back(connection_ptr used) {
    used->set_deadline(time_point::max());
    used->release_buffers();
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
    if (used->broke()) ++history_.failed;
    change.carry_out();
}

// Replaces a dead connection by one to be opened, keeping the caller's place.
template <class Tag>
typename basic_pool<Tag>::connection_ptr basic_pool<Tag>::replace(connection const& dead) {
    tell_closed(dead);
    std::lock_guard const lock(mutex_);
    auto fresh = make_connection(dead.shared_peer());
    fresh->pool_slot = dead.pool_slot;
    in_use_[dead.pool_slot] = fresh;
    if (aborted_) fresh->break_off();
    return fresh;
}

// Calls.

template <class Tag>
boost::asio::awaitable<transport_response> basic_pool<Tag>::send(std::shared_ptr<transport_request> request) {
    try {
        auto const self = this->shared_from_this();
        request->reached = transport_request::progress::waiting;
        lease used(self, try_take(*request));
        if (!used) used = lease(self, co_await wait_for_turn(request));
        request->reached = transport_request::progress::connecting;
        if (used->established() && !used->alive()) used.renew();
        while (true) {
            bool const reused = used->established();
            if (!reused) co_await open(used.get(), request);
            count_exchange(*used, reused, request->call);
            used->begin(*request);
            watch(*used, std::min(request->limits.headers_by, request->limits.finish_by));
            if (used->request_encoded()) {
                auto const [failure, count] = co_await used->async_send(detail::as_result);
                detail::note_sent(*request, count);
                used->on_sent(failure, count);
            }
            if (!used->request_sent() && !used->failure()) {
                co_await send_long_body(used.get(), request);
                used->stop_watching();
            }

            // A peer that hangs up during a send may have sent the reason before.
            auto const send_failure = used->forget_failure();
            auto next = send_failure == boost::asio::error::operation_aborted ? connection::step::failed
                                                                              : used->advance_to_head();
            while (next == connection::step::receive || next == connection::step::send) {
                if (next == connection::step::send) {
                    auto const [failure, count] = co_await used->async_send(detail::as_result);
                    used->on_sent(failure, count);
                } else {
                    auto const [failure, count] = co_await used->async_receive(detail::as_result);
                    used->on_received(failure, count);
                }
                next = used->advance_to_head();
            }
            if (next == connection::step::done && used->ended_by() == connection::ended::none) break;
            if (send_failure) used->restore_failure(send_failure);
            bool const died_idle = reused && used->response_untouched() &&
                                   used->ended_by() == connection::ended::none &&
                                   used->failure() != boost::asio::error::operation_aborted;
            if (!died_idle || !detail::may_send_again(*request, used->failure_text()))
                detail::throw_failure(*used, request->limits, errc::response_timeout);
            used.renew();
        }
        used->flush();
        if (!used->request_sent()) used->abandon_request();
        used->set_deadline(request->limits.finish_by);
        transport_response response;
        response.status = used->framer().status();
        response.headers = std::move(used->framer().fields());
        response.body = std::make_unique<body>(std::move(used), request->limits);
        co_return response;
    } catch (boost::system::system_error const&) {
        telnyx::detail::rethrow_cancellation();
    }
}

template <class Tag>
void basic_pool<Tag>::count_exchange(connection& used, bool reused, std::uint64_t call) {
    {
        std::lock_guard const lock(mutex_);
        ++(reused ? history_.reused : history_.created);
    }
    if (reused && observers_.any()) tell_reused(used, call);
}

// Sends the output that could not be sent immediately, and reads meanwhile: a server may reject a long body before it
// has received all of it.
template <class Tag>
boost::asio::awaitable<void> basic_pool<Tag>::send_long_body(connection_ptr used,
                                                             std::shared_ptr<transport_request> request) {
    while (!used->failure()) {
        if (!used->has_output() && !used->refill()) {
            if (used->request_encoded()) co_return;
            auto const piece = co_await detail::read_piece<Tag>(used, request->source);
            if (used->ended_by() != connection::ended::none)
                detail::throw_failure(*used, request->limits, errc::response_timeout);
            if (!piece) co_return;
            used->append_body(*piece);
            continue;
        }
        used->watch_for_early_input();
        auto const [failure, count] = co_await used->async_send(detail::as_result);
        detail::note_sent(*request, count);
        used->on_sent(failure, count);
        if (used->failure() || !used->take_early_input()) continue;
        if (used->advance_to_head() == connection::step::done && used->body_is_due()) co_return;
    }
}

template <class Tag>
boost::asio::awaitable<void> basic_pool<Tag>::open(connection_ptr fresh, std::shared_ptr<transport_request> request) {
    auto const& limits = request->limits;
    auto const begun = std::chrono::steady_clock::now();
    auto const deadline = std::min({later(begun, limits.connect), limits.headers_by, limits.finish_by});
    if (deadline <= begun) throw api_timeout_error(detail::limit_reached(limits, errc::connect_timeout));
    auto socket = co_await connect(fresh, request, deadline);
    auto tls = fresh->peer().secure ? tls_.make_engine(fresh->peer()) : nullptr;
    if (auto const* const proxy = proxy_for(fresh->peer()))
        fresh->establish(std::move(socket), std::move(tls),
                         std::make_unique<http::tunnel>(*proxy, fresh->peer(), limits.header_bytes), proxy->name());
    else
        fresh->establish(std::move(socket), std::move(tls));
    watch(*fresh, deadline);
    auto next = fresh->handshake();
    while (next == connection::step::receive || next == connection::step::send) {
        if (next == connection::step::send) {
            auto const [failure, count] = co_await fresh->async_send(detail::as_result);
            fresh->on_sent(failure, count);
        } else {
            auto const [failure, count] = co_await fresh->async_receive(detail::as_result);
            fresh->on_received(failure, count);
        }
        next = fresh->failure() ? connection::step::failed : fresh->handshake();
    }
    if (next == connection::step::failed || fresh->ended_by() != connection::ended::none) {
        if (fresh->tunnel() != nullptr) detail::throw_proxy_failure(*fresh, limits);
        detail::throw_failure(*fresh, limits, errc::connect_timeout);
    }
    if (observers_.any()) tell_opened(*fresh, request->call, begun);
}

template <class Tag>
boost::asio::awaitable<boost::asio::ip::tcp::socket>
basic_pool<Tag>::connect(connection_ptr fresh, std::shared_ptr<transport_request> request, time_point deadline) {
    auto const& limits = request->limits;
    auto const* const proxy = proxy_for(fresh->peer());
    auto const& peer = proxy != nullptr ? proxy->address : fresh->peer();
    auto const name = proxy != nullptr ? proxy->name() : peer.authority();
    auto addresses = addresses_->known(peer);
    if (addresses.empty()) {
        auto const lookup = addresses_->begin(executor(), peer, deadline - std::chrono::steady_clock::now());
        auto const found = lookup->subscribe();
        fresh->set_interrupt(found);
        auto const [result] = co_await found->async_wait(deadline, detail::as_result);
        detail::check_connecting(*fresh, *found, result, limits, proxy);
        if (lookup->failure())
            detail::throw_unreachable(*fresh, proxy, lookup->failure(),
                                      "cannot find the address of " + (proxy != nullptr ? name : peer.host),
                                      lookup->cause());
        addresses = lookup->found();
    }

    detail::connection_attempts const race{
        std::make_shared<connector>(executor(), address_order(std::move(addresses)))};
    fresh->set_interrupt(std::shared_ptr<async::one_shot>(race.running, &race.running->finished()));
    race.running->start();
    auto const [result] = co_await race.running->finished().async_wait(deadline, detail::as_result);
    detail::check_connecting(*fresh, race.running->finished(), result, limits, proxy);
    auto socket = race.running->take_socket();
    if (!socket) {
        addresses_->forget(peer);
        auto const cause = race.running->failure();
        detail::throw_unreachable(*fresh, proxy, cause, "cannot connect to " + name, cause.message());
    }
    co_return std::move(*socket);
}

template <class Tag>
void basic_pool<Tag>::tell_opened(connection& opened, std::uint64_t call, time_point begun) const {
    auto const authority = opened.peer().authority();
    auto const* const proxy = proxy_for(opened.peer());
    auto const through = proxy != nullptr ? proxy->address.host_and_port() : std::string();
    observers_.tell(observer::connection_opened{opened.number, call, authority,
                                                opened.tls() != nullptr && opened.tls()->resumed(),
                                                std::chrono::steady_clock::now() - begun, through});
}

template <class Tag>
void basic_pool<Tag>::tell_reused(connection const& reused, std::uint64_t call) const {
    auto const authority = reused.peer().authority();
    observers_.tell(observer::connection_reused{reused.number, call, authority});
}

template <class Tag>
void basic_pool<Tag>::tell_exhausted(origin const& peer, std::uint64_t call) const {
    auto const authority = peer.authority();
    observers_.tell(observer::connections_exhausted{call, authority, book_.limit()});
}

template <class Tag>
void basic_pool<Tag>::tell_closed(connection const& closed) const {
    if (!observers_.any()) return;
    auto const authority = closed.peer().authority();
    std::string_view reason = closed.failure_text();
    if (closed.ended_by() == connection::ended::expired) reason = "a time limit ran out";
    if (closed.ended_by() == connection::ended::closed) reason = "the client was closed";
    observers_.tell(observer::connection_closed{closed.number, authority, reason});
}

// Deadlines.

template <class Tag>
void basic_pool<Tag>::watch(connection& used, time_point deadline) {
    used.set_deadline(deadline);
    if (deadline >= armed_until_.load()) return;
    std::lock_guard const lock(mutex_);
    if (deadline < armed_until_.load()) arm(deadline);
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
        each->expire_if_due(now);
        if (each->ended_by() == connection::ended::none) earliest = std::min(earliest, each->deadline());
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
    if (in_use_.empty() || !timer_)
        drained->set();
    else
        drained_.push_back(std::move(drained));
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
        each->break_off();
}

// The context, or the pool, has ended.
template <class Tag>
void basic_pool<Tag>::leave_context() {
    auto const self = this->weak_from_this().lock(); // an observer may drop the last handle
    abort();
    std::lock_guard const lock(mutex_);
    timer_.reset();
    executor_ = nullptr;
    for (auto const& each : drained_)
        each->set();
    drained_.clear();
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
    return now;
}

} // namespace telnyx::net
