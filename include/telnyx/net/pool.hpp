#pragma once

#include "telnyx/async/context_tie.hpp"
#include "telnyx/async/one_shot.hpp"
#include "telnyx/net/address_cache.hpp"
#include "telnyx/net/connection.hpp"
#include "telnyx/net/h2_pool.hpp"
#include "telnyx/net/pool_book.hpp"
#include "telnyx/net/pool_options.hpp"
#include "telnyx/net/tls_context.hpp"
#include "telnyx/transport/transport.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#ifdef TELNYX_HTTP2
namespace telnyx::net {
class h2_exchange;
}
#endif

namespace telnyx::net {

/// The client's own transport: TLS connections that are kept open and lent to one call at a time or, over HTTP/2,
/// shared by several (see `h2_pool`).
///
/// One queue and one stack of idle connections serve all requests: a client has one origin. If a request is granted an
/// idle connection to a different origin, a new connection replaces it.
///
/// Safe to use from several threads at once: a mutex guards the books and is held only while taking or giving back a
/// connection. One timer monitors the deadlines of all calls; it runs only while there are calls, so an idle pool does
/// not keep an `io_context` from running out of work. For the same reason, expired idle connections are closed at the
/// next use of the pool, not by a timer of their own.
///
/// Destroying the execution context before the pool has the effect of `abort()`. The pool and the bodies of its
/// responses may still be used and destroyed afterwards: calls fail with `errc::client_closed`.
///
/// A template, so that a header-only program compiles it only where a pool is constructed: g++ compiles the coroutines
/// of a non-template class in every source file. `Tag` is `void`.
template <class Tag>
class basic_pool final : public transport, public std::enable_shared_from_this<basic_pool<Tag>> {
  public:
    /// @throws configuration_error if the TLS options are unusable
    basic_pool(boost::asio::any_io_executor executor, pool_options const& options);
    ~basic_pool() override;

    boost::asio::awaitable<transport_response> send(std::shared_ptr<transport_request> request) override;
    void begin_closing() override;
    boost::asio::awaitable<void> close() override;
    void abort() override;
    pool_statistics statistics() const override;

  private:
    class lease;
    class body;
    class book_change;
    struct place_in_queue;

    using time_point = std::chrono::steady_clock::time_point;
    using connection_ptr = std::shared_ptr<connection>;

    struct waiter;
    using waiter_ptr = std::shared_ptr<waiter>;
    using book = pool_book<connection_ptr, waiter_ptr>;
    using origin_ptr = std::shared_ptr<origin const>;

    struct waiter {
        explicit waiter(transport_request const& request) : peer(request.origin), continues(request.continues) {}

        origin_ptr const peer;
        bool const continues;
        async::one_shot woken;
        typename book::ticket place; // in the queue, as long as `queued`
        bool queued = false;         // guarded by the pool's mutex
        connection_ptr given;        // the granted connection; empty if the client was closed
    };

    bool refuses(bool continued) const { return aborted_ || (closed_ && !continued); }
    connection_ptr try_take(transport_request const& request);
    connection_ptr take_or_queue(waiter_ptr const& caller, transport_request const& request);
    void leave_queue(waiter& caller);
    boost::asio::awaitable<connection_ptr> wait_for_turn(std::shared_ptr<transport_request> request);
    [[noreturn]] void throw_no_connection(errc limit) const;
    connection_ptr put_in_use(origin_ptr const& peer, typename book::grant given, typename book::actions& out);
    void take_out_of_use(connection const& used);
    void give_back(connection_ptr used);
    void discard(connection_ptr used);
    void hand_over(connection_ptr used);
    connection_ptr replace(connection& dead);
    connection_ptr make_connection(origin_ptr const& peer);
    void tell_closed(connection& closed) const;
    void tell_reused(connection const& reused, transport_request const& request) const;
    void tell_opened(connection& opened, transport_request const& request, time_point begun) const;
    void tell_exhausted(transport_request const& request) const;

    boost::asio::awaitable<transport_response> send_by_http1(std::shared_ptr<transport_request> request, lease used);
    boost::asio::awaitable<void> open(connection_ptr fresh, std::shared_ptr<transport_request> request);
    boost::asio::awaitable<boost::asio::ip::tcp::socket> connect(connection_ptr fresh, time_limit limit);
    boost::asio::awaitable<void> send_long_body(connection_ptr used, std::shared_ptr<transport_request> request);
    static boost::asio::awaitable<void> close_and_wait(std::shared_ptr<basic_pool> self);
    void refuse_calls(bool those_that_continue);
    bool at_rest() const;
    void wake_drained();
    void wake_when_drained(std::shared_ptr<async::one_shot> drained);
    void leave_context();
    boost::asio::any_io_executor executor() const;
    void count_exchange(connection& used, bool reused, transport_request const& request);

    void watch(connection& used, time_limit limit);
    void arm(time_point when);
    void on_timer();

#ifdef TELNYX_HTTP2
    class h2_body;
    struct found_stream;
    struct h2_opening;
    struct h2_progress;
    struct h2_check;
    struct h2_place_in_queue;
    using exchange_ptr = std::shared_ptr<h2_exchange>;

    void listen_to_http2();
    void on_http2_closed(h2_connection const& closed);
    boost::asio::awaitable<transport_response> send_by_http2(std::shared_ptr<transport_request> request);
    static boost::asio::awaitable<found_stream> find_stream(std::shared_ptr<basic_pool> self,
                                                            std::shared_ptr<transport_request> request);
    static boost::asio::awaitable<void> await_place(std::shared_ptr<basic_pool> self,
                                                    std::shared_ptr<transport_request> request,
                                                    h2_pool::waiter_ptr caller, bool opening);
    static boost::asio::awaitable<found_stream> open_for_streams(std::shared_ptr<basic_pool> self,
                                                                 std::shared_ptr<transport_request> request,
                                                                 std::shared_ptr<h2_opening> permission);
    static boost::asio::awaitable<void> check_stream(exchange_ptr used, std::shared_ptr<transport_request> request);
    static boost::asio::awaitable<void> send_body(exchange_ptr used, std::shared_ptr<transport_request> request);
    static boost::asio::awaitable<void> await_head(exchange_ptr used);
#endif

    http::proxy const* proxy_for(origin const& peer) const {
        return proxy_ && peer.secure ? &*proxy_ : nullptr;
    }

    tls_context tls_;
    std::optional<http::proxy> const proxy_;
    std::shared_ptr<address_cache> addresses_;

    mutable std::mutex mutex_;
    book book_;
    std::vector<connection_ptr> in_use_;
    std::vector<std::shared_ptr<async::one_shot>> drained_;
    boost::asio::any_io_executor executor_;          // empty after its context has been shut down
    std::optional<boost::asio::steady_timer> timer_; // as long as the context exists
    std::atomic<time_point> armed_until_{time_point::max()};
    pool_statistics history_;
#ifdef TELNYX_HTTP2
    std::shared_ptr<h2_pool> const h2_; // unless HTTP/2 is off
#endif
    observer_list const observers_;
    std::uint64_t next_number_ = 1;
    bool closed_ = false;
    bool aborted_ = false;

    async::context_tie tie_; // the last member
};

using pool = basic_pool<void>;

} // namespace telnyx::net

#ifdef TELNYX_SEPARATE_COMPILATION
extern template class telnyx::net::basic_pool<void>;
#else
#include "telnyx/net/impl/pool.ipp"
#include "telnyx/net/impl/pool_h2.ipp"
#endif
