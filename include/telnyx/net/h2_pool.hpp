#pragma once

#ifdef TELNYX_HTTP2

#include "telnyx/async/one_shot.hpp"
#include "telnyx/base/config.hpp"
#include "telnyx/http/origin.hpp"
#include "telnyx/net/connection.hpp"
#include "telnyx/net/h2_connection.hpp"
#include "telnyx/net/pool_options.hpp"
#include "telnyx/net/stream_book.hpp"
#include "telnyx/options/http2_mode.hpp"
#include "telnyx/transport/pool_statistics.hpp"
#include "telnyx/transport/transport_request.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <utility>

namespace telnyx::net {

/// The HTTP/2 connections of a pool, and the calls that wait for a stream on one. It opens no connections: a caller who
/// gets permission does, and reports the result. It serves one origin at a time, which is all that a client has.
///
/// Safe to use from several threads at once. The mutex is held only while the books are changed, never while a
/// connection is used or one of the functions of `events` is called.
class h2_pool : public std::enable_shared_from_this<h2_pool> {
  public:
    using connection_ptr = std::shared_ptr<h2_connection>;
    using origin_ptr = std::shared_ptr<origin const>;

    struct waiter {
        explicit waiter(std::shared_ptr<transport_request const> waiting)
            : request(std::move(waiting)), continues(request->continues) {}
        std::shared_ptr<transport_request const> const request;
        bool const continues;
        async::one_shot woken;

      private:
        friend class h2_pool;
        std::list<std::shared_ptr<waiter>>::iterator place_; // in the queue, as long as `queued`
        bool queued_ = false;
        std::uint64_t opened_before_ = 0; // connections, when it was queued
        stream_book<connection_ptr, std::shared_ptr<waiter>>::grant given_;
        bool use_http1_ = false;
    };
    using waiter_ptr = std::shared_ptr<waiter>;
    using book = stream_book<connection_ptr, waiter_ptr>;
    using line_ptr = book::line_ptr;

    /// What a caller is to do.
    struct turn {
        enum class kind {
            stream, ///< use a connection; `give_back()` after that
            open,   ///< open a connection, then call one of `opened()`, `speaks_http1()`, `not_opened()`
            http1,  ///< send the request over HTTP/1.1
            wait,   ///< wait for `waiter::woken`, then call `after_wait()`
            closed, ///< the client is closed
        };
        kind what = kind::wait;
        line_ptr on{};
        bool opening = false; ///< it waits for a connection that is being opened
    };

    /// What the pool needs to know. Called without any mutex.
    struct events {
        std::function<void(h2_connection const&)> closed; ///< a connection is gone
        std::function<void()> at_rest;                    ///< there are no more calls and waiters

        /// Calls begin to wait because all connections are in use; with the first of them.
        std::function<void(transport_request const&)> exhausted;
    };

    explicit h2_pool(pool_options const& options);

    /// Sets whom to tell. To be called before the first call begins.
    void tell(events told);
    bool tells() const { return tells_.load(std::memory_order_acquire); }

    /// Whether to ask for HTTP/2. Takes no lock if the origin is known to speak only HTTP/1.1.
    bool serves(origin_ptr const& peer);

    connection::protocols protocols() const {
        return mode_ == http2_mode::required ? connection::protocols::http2 : connection::protocols::both;
    }

    turn begin(waiter_ptr const& caller, origin const& peer);
    turn after_wait(waiter_ptr const& caller);

    /// Whether a connection has been opened since a caller was queued.
    bool has_opened_since(waiter const& caller) const;

    /// The caller does not want its turn any more, whether it has come or not.
    void leave(waiter_ptr const& caller);

    /// Takes over a connection after its handshake.
    line_ptr opened(origin_ptr const& peer, std::uint64_t number, connection::parts parts);
    void speaks_http1();

    /// Uses HTTP/1.1 from now on, because the server has asked for it; returns `false` if the client requires HTTP/2.
    bool use_http1();

    /// Takes note of the room that a connection has now. It says so itself; who needs it at once calls this, too.
    void note_room(h2_connection& of);
    void not_opened(bool nobody_can);

    void give_back(line_ptr const& used);

    /// Starts no new calls, except those that continue; keeps no idle connections.
    void close();

    /// Ends everything.
    void abort();

    /// Whether there are no calls and no waiters.
    bool at_rest() const;

    /// A call has begun on a connection that is older than it.
    void count_reused() { reused_.fetch_add(1, std::memory_order_relaxed); }

    void add_to(pool_statistics& out) const;
    std::size_t connections_limit() const { return limit_; }

  private:
    class change;

    void use_http1(change& changed);
    enum class protocol { unknown, http1, http2 };

    static http::h2_session::limits limits_of(pool_options const& options);
    static turn turn_of(book::grant given);
    bool refuses(waiter const& caller) const { return aborted_ || (closed_ && !caller.continues); }
    std::size_t presumed_room() const;
    void refuse_calls(bool those_that_continue);
    waiter_ptr begins_to_wait();
    bool is_at_rest() const { return book_.calls() == 0 && book_.waiting() == 0 && book_.opening() == 0; }

    http2_mode const mode_;
    std::size_t const limit_;
    http::h2_session::limits const session_limits_;
    h2_connection::trust const trust_;
    mutable std::mutex mutex_;
    std::shared_ptr<events const> events_;
    std::atomic<bool> tells_{false};
    book book_;
    origin_ptr origin_;
    protocol known_ = protocol::unknown;
    std::atomic<origin const*> http1_origin_{nullptr}; // origin_, if it speaks only HTTP/1.1
    pool_statistics history_;
    std::atomic<std::uint64_t> reused_{0};
    bool exhausted_ = false; // and that has been told
    bool closed_ = false;
    bool aborted_ = false;
};

} // namespace telnyx::net

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/net/impl/h2_pool.ipp"
#endif

#endif
