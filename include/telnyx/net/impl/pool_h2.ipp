#pragma once

#ifdef TELNYX_HTTP2

#include "telnyx/base/lasting_failure.hpp"
#include "telnyx/errors/rethrow_cancellation.hpp"
#include "telnyx/net/as_result.hpp"
#include "telnyx/net/call_failure.hpp"
#include "telnyx/net/h2_exchange.hpp"
#include "telnyx/net/impl/pool_body.ipp"
#include "telnyx/net/pool.hpp"
#include "telnyx/net/queue_report.hpp"
#include "telnyx/net/upload.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

// How a pool sends requests over HTTP/2.

namespace telnyx::net {

namespace detail {

// A request that the server has not processed is sent again at once, three times. After that its retries, which pause
// before, are used. A server that ends its connections after some requests may refuse a call more often than that,
// while it serves others.
inline constexpr int repeat_budget = 30;
inline constexpr int repeat_cost = 10;
inline constexpr int repeat_cost_with_progress = 1;

} // namespace detail

/// What a call found: a place on a connection; or none, because it has to use HTTP/1.1, maybe over a connection that
/// was opened for it.
template <class Tag>
struct basic_pool<Tag>::found_stream {
    exchange_ptr exchange{};
    lease by_http1{};
    bool reused = false;
};

/// Permission to open a connection.
template <class Tag>
struct basic_pool<Tag>::h2_opening {
    explicit h2_opening(std::shared_ptr<h2_pool> from) : of(std::move(from)) {}
    h2_opening(h2_opening const&) = delete;
    h2_opening& operator=(h2_opening const&) = delete;
    ~h2_opening() {
        if (!used) of->not_opened(nobody_can);
    }

    std::shared_ptr<h2_pool> const of;
    bool used = false;
    bool nobody_can = false;
};

/// Writes into a request how far it has come, however the exchange ends.
template <class Tag>
struct basic_pool<Tag>::h2_progress {
    exchange_ptr const& of;
    transport_request& request;

    ~h2_progress() { of->note_progress(request); }
};

/// A wait for the answer to PING.
template <class Tag>
struct basic_pool<Tag>::h2_check {
    h2_connection& of;
    std::shared_ptr<async::one_shot> const& answered;

    ~h2_check() { of.end_check(answered); }
};

template <class Tag>
struct basic_pool<Tag>::h2_place_in_queue {
    h2_pool& at;
    h2_pool::waiter_ptr const& self;

    ~h2_place_in_queue() { at.leave(self); }
};

template <class Tag>
void basic_pool<Tag>::listen_to_http2() {
    if (h2_->tells()) return;
    auto const weak = this->weak_from_this();
    h2_->tell({[weak](h2_connection const& closed) {
                   if (auto const alive = weak.lock()) alive->on_http2_closed(closed);
               },
               [weak] {
                   auto const alive = weak.lock();
                   if (!alive) return;
                   std::lock_guard const lock(alive->mutex_);
                   alive->wake_drained();
               },
               [weak](transport_request const& waiting) {
                   auto const alive = weak.lock();
                   if (alive && alive->observers_.any()) alive->tell_exhausted(waiting);
               }});
}

template <class Tag>
void basic_pool<Tag>::on_http2_closed(h2_connection const& closed) {
    if (observers_.any()) {
        auto const reason = closed.failure_text();
        observers_.tell(observer::connection_closed{closed.number(), closed.authority(), reason});
    }
    bool const broke = closed.broke();
    book_change change(*this);
    book_.discard(change.actions);
    if (broke) ++history_.failed;
    change.carry_out();
}

/// The body of a response that a stream is receiving.
template <class Tag>
class basic_pool<Tag>::h2_body final : public response_body {
  public:
    h2_body(exchange_ptr used, request_limits const& limits) : used_(std::move(used)), limits_(limits) {}

    std::optional<std::string_view> poll() override {
        failure_.check();
        if (!used_) return std::string_view();
        auto& stream = used_->stream();
        // At once, since data and the end may arrive together on another thread.
        auto const [has_data, complete, closed] = used_->connection().locked(
            [&] { return std::tuple(stream.has_data(), stream.complete(), stream.closed()); });
        if (has_data && used_->connection().take_data(stream, chunk_)) return chunk_;
        if (complete) {
            used_.reset();
            return std::string_view();
        }
        if (closed) fail();
        return std::nullopt;
    }

    std::uint64_t announced() const override {
        if (!used_) return 0;
        return used_->connection().locked([this] { return used_->stream().announced() + used_->stream().unread(); });
    }

    boost::asio::awaitable<void> wait(std::chrono::steady_clock::duration at_most) override {
        failure_.check();
        if (!used_) co_return;
        if (used_->readable_or_await()) co_return;
        // A download goes on using its buffer; a quiet stream need not keep one of that size.
        if (chunk_.capacity() > most_kept && chunk_.size() < most_kept / 2) std::string().swap(chunk_);
        used_->set_limit(limits_.more(std::chrono::steady_clock::now(), at_most));
        auto const [result] = co_await used_->stream().news.async_wait(used_->limit().at, detail::as_result);
        if (!used_->stream().news.is_set()) give_up(result);
    }

  private:
    static constexpr std::size_t most_kept = std::size_t(64) * 1024;

    [[noreturn]] void fail() {
        auto const broken = std::move(used_);
        try {
            broken->throw_failure();
        } catch (...) {
            failure_.keep();
        }
    }

    [[noreturn]] void give_up(boost::system::error_code result) {
        auto const given_up = std::move(used_);
        try {
            given_up->throw_end_of_wait(result); // without another look, since news may have come meanwhile
        } catch (...) {
            failure_.keep();
        }
    }

    exchange_ptr used_;
    request_limits limits_;
    std::string chunk_;
    telnyx::detail::lasting_failure failure_;
};

template <class Tag>
boost::asio::awaitable<transport_response> basic_pool<Tag>::send_by_http2(std::shared_ptr<transport_request> request) {
    try {
        auto const self = this->shared_from_this();
        listen_to_http2();
        int spent = 0; // for repeats
        while (true) {
            request->reached = transport_request::progress::waiting;
            auto found = co_await find_stream(self, request);
            if (!found.exchange) {
                auto sent = send_by_http1(request, std::move(found.by_http1));
                co_return co_await std::move(sent);
            }
            auto const used = std::move(found.exchange);
            request->continues = true; // if it has to be repeated while the client is being closed
            request->reached = transport_request::progress::connecting;
            if (found.reused) co_await check_stream(used, request);
            if (!used->start(request)) {
                // Otherwise it had ended before, or the server allows less now.
                if (!found.reused) spent += detail::repeat_cost;
                self->h2_->note_room(used->connection());
                if (spent <= detail::repeat_budget) continue;
                throw api_connection_error(boost::asio::error::connection_aborted,
                                           used->connection().authority() + " ends its connections at once");
            }
            if (found.reused) self->h2_->count_reused();
            if (found.reused && observers_.any()) {
                auto const& authority = used->connection().authority();
                observers_.tell(observer::connection_reused{used->connection().number(), request->call, authority,
                                                            request->context.get()});
            }
            h2_progress const progress{used, *request};
            used->set_limit(request->limits.head());
            if (request->source) co_await send_body(used, request);
            co_await await_head(used);
            used->note_progress(*request);
            auto& stream = used->stream();
            if (used->connection().locked([&] { return stream.has_head(); })) {
                transport_response response;
                response.status = stream.status();
                response.headers = used->connection().locked([&] { return stream.take_head(); });
                response.body = std::make_unique<h2_body>(used, request->limits);
                co_return response;
            }
            bool const was_asked = used->connection().locked(
                [&] { return stream.packed() || stream.why() != h2_stream::ending::refused; });
            bool const in_vain = was_asked && !used->connection().served_others();
            spent += in_vain ? detail::repeat_cost : detail::repeat_cost_with_progress;
            bool const repeatable =
                used->may_be_repeated(found.reused) || (used->http1_is_required() && self->h2_->use_http1());
            bool const again =
                repeatable && spent <= detail::repeat_budget && detail::may_send_again(*request, used->failure_text());
            if (!again) used->throw_failure();
        }
    } catch (boost::system::system_error const& failure) {
        telnyx::detail::rethrow_cancellation(failure);
    }
}

// While a connection is being opened, the limit is that of connecting. If one has been opened that has no place for the
// caller, the caller waits like those who come later.
template <class Tag>
boost::asio::awaitable<void> basic_pool<Tag>::await_place(std::shared_ptr<basic_pool> self,
                                                          std::shared_ptr<transport_request> request,
                                                          h2_pool::waiter_ptr caller, bool opening) {
    if (opening) {
        auto const limit = request->limits.connected(std::chrono::steady_clock::now());
        auto const [result] = co_await caller->woken.async_wait(limit.at, detail::as_result);
        if (caller->woken.is_set()) co_return;
        if (result) throw api_user_abort_error();
        if (limit.reached != errc::connect_timeout || !self->h2_->has_opened_since(*caller))
            throw api_timeout_error(limit.reached);
    }
    auto const limit = request->limits.head(errc::no_connection_free);
    auto const [result] = co_await caller->woken.async_wait(limit.at, detail::as_result);
    if (caller->woken.is_set()) co_return;
    if (result) throw api_user_abort_error();
    self->throw_no_connection(limit.reached);
}

template <class Tag>
boost::asio::awaitable<typename basic_pool<Tag>::found_stream>
basic_pool<Tag>::find_stream(std::shared_ptr<basic_pool> self, std::shared_ptr<transport_request> request) {
    auto const caller = std::make_shared<h2_pool::waiter>(request);
    auto turn = self->h2_->begin(caller, *request->origin);
    if (turn.what == h2_pool::turn::kind::wait) {
        queue_report report(self->observers_, *request, queue_report::queue::connection);
        h2_place_in_queue const place{*self->h2_, caller};
        auto waiting = await_place(self, request, caller, turn.opening);
        co_await std::move(waiting);
        turn = self->h2_->after_wait(caller);
        if (turn.what != h2_pool::turn::kind::closed) report.granted();
    }
    found_stream found;
    if (turn.what == h2_pool::turn::kind::closed) detail::throw_closed();
    if (turn.what == h2_pool::turn::kind::stream) {
        found.exchange = std::make_shared<h2_exchange>(self, self->h2_, std::move(turn.on));
        found.reused = true;
    }
    if (turn.what != h2_pool::turn::kind::open) co_return found;
    auto opened = open_for_streams(self, request, std::make_shared<h2_opening>(self->h2_));
    co_return co_await std::move(opened);
}

template <class Tag>
boost::asio::awaitable<typename basic_pool<Tag>::found_stream>
basic_pool<Tag>::open_for_streams(std::shared_ptr<basic_pool> self, std::shared_ptr<transport_request> request,
                                  std::shared_ptr<h2_opening> permission) {
    found_stream found;
    try {
        lease used(self, self->try_take(*request));
        if (!used) used = lease(self, co_await self->wait_for_turn(request));
        request->reached = transport_request::progress::connecting;
        if (used->socket().opened()) used.renew(); // of a time when there was only HTTP/1.1
        used->offered = self->h2_->protocols();
        co_await self->open(used.get(), request);
        permission->used = true;
        if (used->tls()->application_protocol() != "h2") {
            self->h2_->speaks_http1();
            found.by_http1 = std::move(used);
            co_return found;
        }
        permission->used = false;
        auto parts = used->hand_over();
        if (!parts) detail::throw_failure(*used);
        permission->used = true;
        auto line = self->h2_->opened(used->peer(), used->number, std::move(*parts));
        found.exchange = std::make_shared<h2_exchange>(self, self->h2_, std::move(line));
        used.hand_over();
        co_return found;
    } catch (api_timeout_error const&) {
        throw;
    } catch (api_user_abort_error const&) {
        throw;
    } catch (api_connection_error const&) {
        permission->nobody_can = true;
        throw;
    }
}

// After a long silence the peer has to show that it is still there.
template <class Tag>
boost::asio::awaitable<void> basic_pool<Tag>::check_stream(exchange_ptr used,
                                                           std::shared_ptr<transport_request> request) {
    auto const answered = std::make_shared<async::one_shot>();
    if (!used->connection().begin_check(answered)) co_return;
    h2_check const check{used->connection(), answered};
    auto const whole = request->limits.head();
    auto const limit = earlier(whole, {used->connection().check_limit(), whole.reached});
    auto const [result] = co_await answered->async_wait(limit.at, detail::as_result);
    if (answered->is_set()) co_return;
    if (result) throw api_user_abort_error();
    if (limit.at == whole.at) throw api_timeout_error(whole.reached);
    used->connection().give_up();
}

template <class Tag>
boost::asio::awaitable<void> basic_pool<Tag>::send_body(exchange_ptr used, std::shared_ptr<transport_request> request) {
    while (!used->answered()) {
        auto const chunk = co_await detail::read_chunk<Tag>(used, request->source);
        if (given_up(*used) && !used->has_head()) used->throw_given_up();
        if (!chunk) break;
        used->give_body(*chunk);
        while (!used->body_taken_or_await()) {
            auto const [result] = co_await used->stream().news.async_wait(used->limit().at, detail::as_result);
            used->check_wait(result);
        }
        if (chunk->empty()) break;
        used->drop_body();
    }
    used->drop_body();
}

template <class Tag>
boost::asio::awaitable<void> basic_pool<Tag>::await_head(exchange_ptr used) {
    while (!used->answered_or_await()) {
        auto const [result] = co_await used->stream().news.async_wait(used->limit().at, detail::as_result);
        used->check_wait(result);
    }
}

} // namespace telnyx::net

#endif
