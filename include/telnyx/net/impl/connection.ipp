#pragma once

#include "telnyx/base/errc.hpp"
#include "telnyx/net/connection.hpp"

#include <boost/asio/error.hpp>
#include <boost/beast/http/error.hpp>

#include <array>
#include <utility>

namespace telnyx::net {

TELNYX_DECL connection::connection(std::shared_ptr<origin const> peer)
    : peer_(std::move(peer)), socket_(std::make_shared<guarded_socket>()), handshake_(peer_->authority()) {}

TELNYX_DECL connection::step connection::fail(boost::system::error_code code, std::string text) {
    failure_.record(code, std::move(text));
    return step::failed;
}

// Opening.

TELNYX_DECL void connection::establish(boost::asio::ip::tcp::socket socket, std::unique_ptr<tls_engine> tls,
                                       std::unique_ptr<http::tunnel> tunnel, std::string proxy) {
    socket_->open(std::move(socket));
    handshake_.begin(wire_, offered, std::move(tls), std::move(tunnel), std::move(proxy));
}

TELNYX_DECL connection::step connection::handshake() {
    switch (handshake_.advance(wire_, failure_)) {
    case opening_handshake::progress::done:
        return step::done;
    case opening_handshake::progress::needs_input:
        return wire_.has_unsent() ? step::send : step::receive;
    case opening_handshake::progress::failed:
        break;
    }
    return step::failed;
}

TELNYX_DECL std::optional<connection::parts> connection::hand_over() {
    auto socket = socket_->release();
    if (!socket) return std::nullopt;
    return parts{std::move(*socket), wire_.release_tls()};
}

// Sending.

TELNYX_DECL void connection::encode(std::string_view plain) {
    if (wire_.write(plain)) return;
    fail(tls()->error(), "encrypting for " + handshake_.peer_name() + " failed: " + tls()->error_text());
}

TELNYX_DECL void connection::begin(transport_request const& request) {
    failure_.clear();
    response_.start(request.method == "HEAD", request.limits.header_bytes);
    http::request_encoder::head const head{request.method, request.target, handshake_.authority(), request.headers};
    auto const length = announced_length(request);
    encode(request.source ? request_.begin_produced(head, length) : request_.begin(head, request.body, length));
}

TELNYX_DECL bool connection::refill() {
    if (wire_.has_unsent()) return true;
    auto const slice = request_.next_slice();
    encode(slice);
    return !slice.empty();
}

TELNYX_DECL void connection::append_body(std::string_view chunk) {
    std::string memory;
    encode(request_.encode_chunk(chunk, memory));
}

TELNYX_DECL void connection::on_sent(boost::system::error_code failure, std::size_t count) {
    if (socket_->end_send(failure)) failure = {};
    wire_.mark_sent(count);
    if (failure) fail(failure, "sending to " + handshake_.peer_name() + " failed: " + failure.message());
}

TELNYX_DECL void connection::end_request() {
    failure_.responded();
    flush();
    if (!request_sent()) request_.abandon();
}

// TLS may have output unrelated to the request, such as a key update.
TELNYX_DECL void connection::flush() {
    if (wire_.has_unsent() && !request_.abandoned()) wire_.mark_sent(socket_->write_now(wire_.unsent()));
}

// Receiving.

TELNYX_DECL void connection::on_io(step done, boost::system::error_code failure, std::size_t count) {
    if (done == step::receive)
        on_received(failure, count);
    else
        on_sent(failure, count);
}

TELNYX_DECL void connection::on_received(boost::system::error_code failure, std::size_t count) {
    if (failure == boost::asio::error::eof)
        wire_.end_stream();
    else if (failure)
        fail(failure, "the connection to " + handshake_.peer_name() + " broke: " + failure.message());
    else
        wire_.received(count);
}

TELNYX_DECL bool connection::take_early_input() {
    if (!socket_->take_early_input()) return false;
    while (wire_.holds_input() && decode() == wire_codec::progress::done) {
    } // of a response that has begun
    boost::system::error_code failure;
    auto const count = socket_->read_now(wire_.prepare_input(), failure);
    if (failure == boost::asio::error::would_block || failure == boost::asio::error::operation_aborted) return false;
    on_received(failure, count);
    return true;
}

TELNYX_DECL connection::step connection::advance_to_head() {
    while (!failure_) {
        auto const read = response_.read_head();
        if (read == http::response_reader::progress::done) return step::done;
        auto const next = read == http::response_reader::progress::failed ? fail_response() : next_input();
        if (next != step::done) return next;
    }
    return step::failed;
}

TELNYX_DECL connection::step connection::advance_body() {
    while (true) {
        auto const read = response_.read_chunk();
        if (read == http::response_reader::progress::done) return step::done;
        auto const next = read == http::response_reader::progress::failed ? fail_response() : next_input();
        if (next != step::done) return next;
    }
}

TELNYX_DECL connection::step connection::fail_response() {
    auto const peer = handshake_.peer_name();
    bool const has_head = response_.framer().has_head();
    if (response_.failure() == boost::beast::http::error::header_limit)
        return fail(make_error_code(errc::response_too_large),
                    (has_head ? "a chunk header from " : "the response head from ") + peer + " is too large");
    return fail(make_error_code(errc::malformed_response),
                peer + " sent a malformed HTTP response: " + response_.failure().message());
}

// Passes on what has been received.
TELNYX_DECL wire_codec::progress connection::decode() {
    auto const size = wire_.read_size();
    std::size_t count = 0;
    auto const result = wire_.read(response_.prepare(size), size, count);
    if (result == wire_codec::progress::done) response_.commit(count);
    if (result == wire_codec::progress::failed)
        fail(tls()->error(), "the TLS session with " + handshake_.peer_name() + " broke: " + tls()->error_text());
    return result;
}

// Returns `done` if there is more to read.
TELNYX_DECL connection::step connection::next_input() {
    if (failure_) return step::failed;
    if (!wire_.has_unread()) return needs_input();
    switch (decode()) {
    case wire_codec::progress::done:
        return step::done;
    case wire_codec::progress::needs_input:
        return needs_input();
    case wire_codec::progress::closed:
        return end_of_input();
    case wire_codec::progress::failed:
        break;
    }
    return step::failed;
}

TELNYX_DECL connection::step connection::needs_input() {
    if (wire_.stream_ended()) return end_of_input();
    bool const sends = tls() != nullptr && wire_.has_unsent() && request_.complete() && !request_.abandoned();
    return sends ? step::send : step::receive; // TLS protocol messages
}

// Anyone on the path can cut TCP.
TELNYX_DECL connection::step connection::end_of_input() {
    bool const cut = !wire_.ended_by_peer();
    if (response_.end_of_input(cut) == http::response_reader::progress::done) return step::done;
    bool const has_head = response_.framer().has_head();
    return fail(boost::asio::error::eof,
                handshake_.peer_name() + (has_head ? " closed the connection in the middle of the response"
                                                   : " closed the connection without a response"));
}

// Between requests.

TELNYX_DECL bool connection::become_idle() {
    if (!response_.may_be_followed()) return false;
    if (failure_ || socket_->ended_by() != ended::none || wire_.stream_ended() || wire_.ended_by_peer()) return false;
    if (wire_.has_unread()) {
        auto const next = next_input();
        if (next != step::receive && next != step::send) return false;
    }
    if (wire_.within_record()) return false;
    flush();
    if (!request_sent()) return false;
    if (wire_.input_was_full() && !alive()) return false; // the last read may have left unread data
    limit_.set({});
    response_.release_buffers();
    wire_.release_buffers();
    return true;
}

TELNYX_DECL bool connection::alive() {
    std::array<char, 2048> bytes;
    while (true) {
        boost::system::error_code failure;
        auto const count = socket_->read_now(boost::asio::buffer(bytes), failure);
        if (failure) return failure == boost::asio::error::would_block;
        if (!wire_.accepts_when_idle({bytes.data(), count})) return false;
    }
}

TELNYX_DECL void connection::close() {
    bool const says_so = wire_.close();
    socket_->close(says_so ? wire_.unsent() : std::string_view());
}

} // namespace telnyx::net
