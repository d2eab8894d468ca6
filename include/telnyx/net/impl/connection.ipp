#pragma once

#include "telnyx/base/uninitialized_bytes.hpp"
#include "telnyx/net/connection.hpp"

#include <boost/asio/error.hpp>
#include <boost/beast/http/error.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace telnyx::net {

TELNYX_DECL connection::connection(std::shared_ptr<origin const> peer)
    : peer_(std::move(peer)), authority_(peer_->authority()) {}

TELNYX_DECL void connection::establish(boost::asio::ip::tcp::socket socket, std::unique_ptr<tls_engine> tls,
                                       std::unique_ptr<http::tunnel> tunnel, std::string proxy) {
    std::lock_guard const lock(mutex_);
    interrupt_.reset();
    socket_.emplace(std::move(socket));
    (tunnel ? tls_within_tunnel_ : tls_) = std::move(tls);
    tunnel_ = std::move(tunnel);
    proxy_ = std::move(proxy);
    if (tunnel_) plain_output_ = tunnel_->request();
    established_ = true;
    boost::system::error_code ignored;
    socket_->set_option(boost::asio::ip::tcp::no_delay(true), ignored);
    socket_->non_blocking(true, ignored);
    if (ended_by() != ended::none) close_socket();
}

TELNYX_DECL connection::step connection::fail(boost::system::error_code code, std::string text) {
    failure_.record(code, std::move(text));
    return step::failed;
}

TELNYX_DECL std::string connection::where() const {
    if (proxy_.empty()) return authority_;
    return tunnel_ ? proxy_ : authority_ + " (through " + proxy_ + ")";
}

TELNYX_DECL connection::step connection::pass_proxy() {
    using progress = http::tunnel::progress;
    auto const data = plain_.cdata();
    std::size_t used = 0;
    auto result = tunnel_->parse({static_cast<char const*>(data.data()), data.size()}, used);
    plain_.consume(used);
    if (result == progress::needs_input) {
        if (has_output()) return step::send;
        if (!end_of_stream_) return step::receive;
        result = tunnel_->end_of_input();
    }
    if (result == progress::failed) return fail(tunnel_->failure(), tunnel_->failure_text());
    tunnel_.reset();
    tls_ = std::move(tls_within_tunnel_);
    return step::done;
}

TELNYX_DECL connection::step connection::handshake() {
    if (tunnel_) {
        auto const next = pass_proxy();
        if (next != step::done) return next;
    }
    if (!tls_) return step::done;
    auto const progress = tls_->handshake();
    if (progress == tls_engine::progress::done) {
        auto const protocol = tls_->application_protocol();
        bool const is_http1 = protocol.empty() || protocol == "http/1.1";
        if (is_http1 ? offered_ != protocols::http2 : offers(protocol)) return step::done;
        return fail(make_error_code(errc::malformed_response),
                    where() + (is_http1 ? " does not speak HTTP/2" : " insists on another protocol than HTTP/1.1"));
    }
    if (progress == tls_engine::progress::needs_input) {
        tls_->release_buffers(); // thousands may wait for a peer at the same time
        if (has_output()) return step::send;
        if (!end_of_stream_) return step::receive;
        return fail(boost::asio::error::eof, where() + " closed the connection during the TLS handshake");
    }
    if (progress == tls_engine::progress::closed)
        return fail(boost::asio::error::eof, where() + " ended the TLS session during the handshake");
    return fail(tls_->error(), "TLS handshake with " + where() + " failed: " + tls_->error_text());
}

TELNYX_DECL bool connection::speaks_http2() const {
    return tls_ && tls_->application_protocol() == "h2";
}

TELNYX_DECL std::optional<connection::parts> connection::hand_over() {
    std::lock_guard const lock(mutex_);
    if (!socket_) return std::nullopt;
    tls_->output().erase(0, std::exchange(sent_, 0));
    parts out{std::move(*socket_), std::move(tls_)};
    socket_.reset();
    interrupt_.reset();
    return out;
}

// Sending.

TELNYX_DECL void connection::encode(std::string_view plain) {
    if (!tls_) {
        plain_output_.append(plain);
    } else if (tls_->write(plain) != tls_engine::progress::done) {
        fail(tls_->error(), "encrypting for " + where() + " failed: " + tls_->error_text());
    }
}

TELNYX_DECL void connection::begin(transport_request const& request) {
    failure_.clear();
    framer_.start(request.method == "HEAD", request.limits.header_bytes);
    piece_ = {};
    piece_is_new_ = false;
    received_any_ = false;
    http::request_encoder::head const head{request.method, request.target, authority_, request.headers};
    auto const length = announced_length(request);
    encode(request.source ? request_.begin_produced(head, length) : request_.begin(head, request.body, length));
}

TELNYX_DECL bool connection::refill() {
    auto const slice = request_.next_slice();
    encode(slice);
    return !slice.empty();
}

TELNYX_DECL void connection::append_body(std::string_view chunk) {
    std::string memory;
    encode(request_.encode_chunk(chunk, memory));
}

TELNYX_DECL void connection::on_io(step done, boost::system::error_code failure, std::size_t count) {
    if (done == step::receive)
        on_received(failure, count);
    else
        on_sent(failure, count);
}

TELNYX_DECL void connection::on_sent(boost::system::error_code failure, std::size_t count) {
    {
        std::lock_guard const lock(mutex_);
        sending_ = false;
        if (early_input_ && failure == boost::asio::error::operation_aborted && ended_by() == ended::none) failure = {};
    }
    sent_ += count;
    if (!has_output()) {
        clear_output();
        sent_ = 0;
    }
    if (failure) fail(failure, "sending to " + where() + " failed: " + failure.message());
}

TELNYX_DECL void connection::watch_for_early_input() {
    std::lock_guard const lock(mutex_);
    if (watching_ || early_input_ || !socket_) return;
    watching_ = true;
    socket_->async_wait(
        boost::asio::ip::tcp::socket::wait_read,
        [self = shared_from_this()](boost::system::error_code failure) { self->on_early_input(failure); });
}

TELNYX_DECL void connection::on_early_input(boost::system::error_code failure) {
    std::lock_guard const lock(mutex_);
    if (!std::exchange(watching_, false) || failure) return;
    early_input_ = true;
    if (sending_) cancel_io();
    if (interrupt_) interrupt_->set();
}

TELNYX_DECL void connection::stop_watching() {
    std::lock_guard const lock(mutex_);
    early_input_ = false;
    if (std::exchange(watching_, false)) cancel_io();
}

TELNYX_DECL void connection::cancel_operation() {
    std::lock_guard const lock(mutex_);
    cancel_io();
}

// Called with the lock held.
TELNYX_DECL void connection::cancel_io() {
    boost::system::error_code ignored;
    if (socket_) socket_->cancel(ignored);
}

TELNYX_DECL bool connection::take_early_input() {
    prepare_input();
    boost::system::error_code failure;
    std::size_t count = 0;
    {
        std::lock_guard const lock(mutex_);
        if (!std::exchange(early_input_, false) || !socket_) return false;
        count = socket_->read_some(boost::asio::buffer(input_.get(), input_size_), failure);
    }
    if (failure == boost::asio::error::would_block) return false;
    on_received(failure, count);
    return true;
}

// Receiving.

TELNYX_DECL void connection::prepare_input() {
    if (input_ && !(input_was_full_ && input_size_ < largest_input)) return;
    input_size_ = input_ ? input_size_ * 2 : smallest_input;
    input_ = telnyx::detail::uninitialized_bytes(input_size_);
    input_was_full_ = false;
}

TELNYX_DECL void connection::on_received(boost::system::error_code failure, std::size_t count) {
    if (failure == boost::asio::error::eof) {
        end_of_stream_ = true;
        return;
    }
    if (failure) {
        fail(failure, "the connection to " + where() + " broke: " + failure.message());
        return;
    }
    input_was_full_ = count == input_size_;
    accept_input({input_.get(), count});
}

TELNYX_DECL void connection::accept_input(std::string_view bytes) {
    if (tls_) {
        tls_->provide(bytes);
        return;
    }
    auto const space = plain_.prepare(bytes.size());
    std::copy(bytes.begin(), bytes.end(), static_cast<char*>(space.data()));
    plain_.commit(bytes.size());
}

TELNYX_DECL connection::step connection::advance_to_head() {
    if (failure_) return step::failed;
    while (!framer_.has_head()) {
        auto const next = advance();
        if (next != step::done) return next;
    }
    return step::done;
}

TELNYX_DECL connection::step connection::advance_body() {
    while (true) {
        if (std::exchange(piece_is_new_, false)) return step::done;
        consume_piece();
        if (framer_.complete()) return step::done;
        auto const next = advance();
        if (next != step::done) return next;
    }
}

TELNYX_DECL void connection::consume_piece() {
    plain_.consume(std::exchange(piece_end_, 0));
    piece_ = {};
}

// One more step through the received data: parse, or decrypt more to parse.
TELNYX_DECL connection::step connection::advance() {
    if (failure_) return step::failed;
    if (plain_.size() > 0) {
        received_any_ = true;
        if (parse()) return step::done;
        if (failure_) return step::failed;
    }
    return decrypt();
}

TELNYX_DECL bool connection::parse() {
    auto const data = plain_.cdata();
    std::string_view const bytes(static_cast<char const*>(data.data()), data.size());
    boost::system::error_code failure;
    auto const used = framer_.parse(bytes, failure);
    if (failure == boost::beast::http::error::header_limit) {
        fail(make_error_code(errc::response_too_large),
             (framer_.has_head() ? "a chunk header from " : "the response head from ") + where() + " is too large");
        return false;
    }
    if (failure) {
        fail(make_error_code(errc::malformed_response),
             where() + " sent a malformed HTTP response: " + failure.message());
        return false;
    }
    piece_ = framer_.piece();
    piece_is_new_ = !piece_.empty();
    if (piece_is_new_)
        piece_end_ = used;
    else
        plain_.consume(used);
    return used > 0;
}

TELNYX_DECL connection::step connection::decrypt() {
    if (!tls_ || !tls_->has_unread()) return needs_input();
    auto const space = plain_.prepare(std::clamp(tls_->input().size(), smallest_plain, record_size));
    std::size_t count = 0;
    switch (tls_->read(static_cast<char*>(space.data()), space.size(), count)) {
    case tls_engine::progress::done:
        plain_.commit(count);
        return step::done;
    case tls_engine::progress::needs_input:
        return needs_input();
    case tls_engine::progress::closed:
        close_notify_ = true;
        return end_of_input();
    case tls_engine::progress::failed:
        break;
    }
    return fail(tls_->error(), "the TLS session with " + where() + " broke: " + tls_->error_text());
}

TELNYX_DECL connection::step connection::needs_input() {
    if (end_of_stream_) return end_of_input();
    if (tls_ && has_output() && request_.complete()) return step::send; // TLS protocol messages
    return step::receive;
}

TELNYX_DECL connection::step connection::end_of_input() {
    boost::system::error_code failure;
    bool const cut = tls_ && !close_notify_;
    if (framer_.has_head() && framer_.ends_with_connection() && cut)
        failure = boost::asio::error::eof; // anyone on the path can cut TCP; only close_notify comes from the server
    else
        framer_.end_of_input(failure);
    if (!failure) return step::done;
    return fail(boost::asio::error::eof,
                where() + (framer_.has_head() ? " closed the connection in the middle of the response"
                                              : " closed the connection without a response"));
}

// Between requests.

TELNYX_DECL void connection::end_request() {
    failure_.responded();
    flush();
    if (!request_sent()) request_.abandon();
}

// TLS may have output unrelated to the request, such as a key update.
TELNYX_DECL void connection::flush() {
    if (!has_output()) return;
    std::lock_guard const lock(mutex_);
    if (!socket_) return;
    boost::system::error_code ignored;
    auto const rest = output().substr(sent_);
    sent_ += socket_->write_some(boost::asio::buffer(rest.data(), rest.size()), ignored);
    if (has_output()) return;
    clear_output();
    sent_ = 0;
}

TELNYX_DECL bool connection::reusable() {
    consume_piece();
    if (failure_ || ended_by() != ended::none || end_of_stream_ || close_notify_) return false;
    if (!framer_.complete() || !framer_.keeps_alive() || framer_.ends_with_connection()) return false;
    if (tls_ && tls_->has_unread()) {
        auto const next = decrypt();
        if (next != step::receive && next != step::send) return false;
    }
    if (plain_.size() > 0 || (tls_ && tls_->within_record())) return false;
    flush();
    if (!request_sent()) return false;
    return !input_was_full_ || alive(); // the last read may have left unread data
}

TELNYX_DECL bool connection::alive() {
    std::lock_guard const lock(mutex_);
    if (ended_by() != ended::none || !socket_) return false;
    std::array<char, 2048> bytes;
    while (true) {
        boost::system::error_code failure;
        auto const count = socket_->read_some(boost::asio::buffer(bytes), failure);
        if (failure) return failure == boost::asio::error::would_block;
        if (!tls_) return false;
        tls_->provide({bytes.data(), count});
        char unasked = 0;
        std::size_t size = 0;
        if (tls_->read(&unasked, 1, size) != tls_engine::progress::needs_input) return false;
        if (tls_->within_record()) return false; // the rest would arrive as the start of the next response
    }
}

TELNYX_DECL void connection::release_buffers() {
    input_.reset();
    input_was_full_ = false;
    plain_.clear();
    plain_.shrink_to_fit();
    if (!has_output()) {
        telnyx::detail::secret_string().swap(plain_output_);
        if (tls_) std::string().swap(tls_->output());
    }
    if (tls_) tls_->release_buffers();
}

// Ending.

TELNYX_DECL void connection::set_interrupt(std::shared_ptr<async::one_shot> interrupt) {
    std::lock_guard const lock(mutex_);
    interrupt_ = std::move(interrupt);
    if (interrupt_ && (ended_by() != ended::none || early_input_)) interrupt_->set();
}

TELNYX_DECL void connection::expire_if_due(time_point now) {
    if (limit_.is_over(now)) break_off(ended::expired);
}

TELNYX_DECL void connection::break_off(ended reason) {
    std::lock_guard const lock(mutex_);
    auto expected = ended::none;
    if (!ended_.compare_exchange_strong(expected, reason)) return;
    close_socket();
    if (interrupt_) interrupt_->set();
}

TELNYX_DECL void connection::close() {
    std::lock_guard const lock(mutex_);
    bool const clean = sent_ == output().size();
    if (tls_) tls_->close(); // even if it cannot be sent: OpenSSL discards an unclosed session for resumption
    if (!socket_) return;
    if (tls_ && (clean || tls_->error())) { // close_notify, or the alert with the reason for the peer
        boost::system::error_code ignored;
        auto const rest = output().substr(sent_);
        socket_->write_some(boost::asio::buffer(rest.data(), rest.size()), ignored);
    }
    close_socket();
}

TELNYX_DECL void connection::close_socket() {
    socket_.reset(); // cancels the operations in progress
}

} // namespace telnyx::net
