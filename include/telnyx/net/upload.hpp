#pragma once

#include "telnyx/async/one_shot.hpp"
#include "telnyx/body/body_source.hpp"
#include "telnyx/body/reading.hpp"
#include "telnyx/errors/api_user_abort_error.hpp"
#include "telnyx/net/as_result.hpp"
#include "telnyx/net/connection.hpp"
#include "telnyx/transport/transport_request.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_type.hpp>
#include <boost/asio/this_coro.hpp>

#include <chrono>
#include <exception>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

// How the body of a request is sent while the server may respond at any time.

namespace telnyx::net::detail {

// Whether a response has arrived, or can no longer arrive, before the request was sent.
inline bool answered_early(connection& used) {
    if (used.take_early_input() && used.advance_to_head() != connection::step::receive) return true;
    used.socket().watch_for_early_input();
    return static_cast<bool>(used.failure());
}

// A connection breaks when the limit of its wait is reached.
inline std::chrono::steady_clock::time_point limit_of_reading(connection const&) {
    return std::chrono::steady_clock::time_point::max();
}

inline bool given_up(connection const& used) {
    return used.socket().ended_by() != connection::ended::none;
}

inline bool body_is_due(connection const& used) {
    return used.request().body_is_due();
}

inline void stop_watching(connection const& used) {
    used.socket().stop_watching();
}

inline void abandon(connection const&) {} // closed with the call, or by its limit

inline void set_interrupt(connection const& used, std::shared_ptr<async::one_shot> interrupt) {
    used.socket().set_interrupt(std::move(interrupt));
}

/// Lets events on a connection interrupt a wait for something else.
template <class Exchange>
struct interruption {
    Exchange& by;
    ~interruption() { set_interrupt(by, nullptr); }
};

// Reads from a source until the chunk is available or no longer needed: the server has responded, the connection was
// ended from outside, or the call was cancelled. A read that has started always completes, since its buffer may be
// destroyed with the call. So no wait in here may throw before that.
//
// An `Exchange` is a connection, or a part of one.
template <class Tag, class Exchange>
boost::asio::awaitable<std::optional<std::string_view>> read_chunk(std::shared_ptr<Exchange> used,
                                                                   std::shared_ptr<body_source> source) {
    auto const executor = co_await boost::asio::this_coro::executor;
    auto const awaited = source->start_reading(source, executor);
    bool const throws = co_await boost::asio::this_coro::throw_if_cancelled();
    co_await boost::asio::this_coro::throw_if_cancelled(false);
    bool unwanted = false;
    bool cancelled = false;
    std::exception_ptr broken;
    try {
        interruption<Exchange> const guard{*used};
        bool const due = body_is_due(*used);
        if (!due) stop_watching(*used); // the peer has the whole request; the source only has to report the end
        while (true) {
            unwanted = due && answered_early(*used);
            auto const state = co_await boost::asio::this_coro::cancellation_state;
            cancelled = throws && state.cancelled() != boost::asio::cancellation_type::none;
            if (unwanted || cancelled) break;
            auto const woken = awaited->next_wait();
            set_interrupt(*used, woken);
            co_await woken->async_wait(limit_of_reading(*used), as_result);
            cancelled = !woken->is_set();
            if (cancelled || awaited->ended.is_set() || given_up(*used)) break;
        }
    } catch (...) {
        broken = std::current_exception();
    }
    if (!awaited->ended.is_set()) {
        if (cancelled || (!unwanted && given_up(*used))) abandon(*used); // the peer need not wait for the source
        unwanted = true;
        awaited->cancel();
        co_await awaited->ended.async_wait_uncancelled(as_result);
    }
    co_await boost::asio::this_coro::throw_if_cancelled(throws);
    if (broken) std::rethrow_exception(broken);
    if (given_up(*used)) co_return std::nullopt;
    if (cancelled) throw api_user_abort_error();
    if (unwanted) co_return std::nullopt;
    if (awaited->failure) std::rethrow_exception(awaited->failure);
    co_return awaited->chunk;
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

} // namespace telnyx::net::detail
