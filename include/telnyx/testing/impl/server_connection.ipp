#pragma once

#include "telnyx/testing/impl/api_error.hpp"
#include "telnyx/testing/impl/reply_coding.hpp"
#include "telnyx/testing/impl/server_connection.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/error.hpp>

#include <algorithm>
#include <utility>

#ifdef TELNYX_HTTP2
#include "telnyx/testing/impl/http2_protocol.hpp"
#endif

namespace telnyx::testing::detail {

TELNYX_DECL server_connection::server_connection(connection_owner& owner, boost::asio::ip::tcp::socket socket,
                                                 std::size_t number, connection_script script)
    : owner_(owner),
      socket_(std::move(socket)),
      script_(std::move(script)),
      reader_(64 * 1024, owner.options().max_body_size()) {
    origin_.connection = number;
}

TELNYX_DECL void server_connection::start() {
    boost::system::error_code ignored;
    socket_.set_option(boost::asio::ip::tcp::no_delay(true), ignored);
    reader_.reset(origin_);
    if (owner_.options().plain_http()) {
        secured_ = true;
        phase_ = phase::open;
    } else {
        engine_ = std::make_unique<net::tls_engine>(owner_.tls().native(), net::tls_engine::role::server);
    }
    if (script_.end_received_ && script_.end_received_->count == 0)
        end(script_.end_received_->how);
    else
        receive();
}

TELNYX_DECL void server_connection::receive() {
    static constexpr std::size_t most_unread = 1024 * 1024;
    bool const full = phase_ == phase::open && reply_ && unread_.size() > most_unread;
    if (receiving_ || phase_ == phase::closed || full) return;
    if (deaf_ && phase_ != phase::ended) return;
    receiving_ = true;
    socket_.async_read_some(boost::asio::buffer(input_),
                            [self = shared_from_this()](boost::system::error_code failure, std::size_t count) {
                                self->receiving_ = false;
                                if (self->phase_ == phase::closed) return;
                                if (failure)
                                    self->close();
                                else
                                    self->received({self->input_.data(), count});
                            });
}

TELNYX_DECL void server_connection::received(std::string_view bytes) {
    bytes_received_ += bytes.size();
    if (phase_ == phase::handshake && !scripted_handshake_end()) {
        engine_->provide(bytes);
        shake_hands();
    } else if (phase_ == phase::open && engine_) {
        engine_->provide(bytes);
        decrypt();
    } else if (phase_ == phase::open) {
        unread_.append(bytes);
        serve();
    }
    receive();
}

/// Performs the script's action for this moment of the handshake; returns false if there is none.
TELNYX_DECL bool server_connection::scripted_handshake_end() {
    if (script_.plain_) {
        plain_output_ = script_.plain_->bytes;
        engine_.reset();
        end(script_.plain_->how);
        return true;
    }
    if (script_.end_received_ && bytes_received_ >= script_.end_received_->count) {
        end(script_.end_received_->how);
        return true;
    }
    return false;
}

TELNYX_DECL void server_connection::shake_hands() {
    using progress = net::tls_engine::progress;
    auto const outcome = engine_->handshake();
    if (outcome == progress::done) {
        handshake_done();
        transmit();
        decrypt();
    } else if (outcome == progress::needs_input) {
        transmit();
    } else {
        owner_.log().count(
            [&](sandbox_statistics& counters) { counters.last_handshake_error = engine_->error_text(); });
        end(connection_end::fin); // with the alert that OpenSSL has written
    }
}

TELNYX_DECL void server_connection::handshake_done() {
    phase_ = phase::open;
    secured_ = true;
    auto* const session = engine_->native();
    auto const* const name = SSL_get_servername(session, TLSEXT_NAMETYPE_host_name);
    origin_.secure = true;
    origin_.resumed = engine_->resumed();
    origin_.tls_version = SSL_get_version(session);
    origin_.server_name = name == nullptr ? "" : name;
    origin_.application_protocol = engine_->application_protocol();
    origin_.client_certificate_name = peer_common_name(session);
    reader_.reset(origin_);
    owner_.log().count([&](sandbox_statistics& counters) {
        ++counters.handshakes;
        if (origin_.resumed) ++counters.handshakes_resumed;
    });
#ifdef TELNYX_HTTP2
    if (origin_.application_protocol == "h2" && owner_.options().http2())
        protocol_ = std::make_unique<http2_protocol>(owner_, weak_from_this(), script_, origin_);
    if (protocol_ && retiring_) protocol_->go_away();
#endif
}

TELNYX_DECL void server_connection::decrypt() {
    using progress = net::tls_engine::progress;
    char plain[16 * 1024];
    std::size_t count = 0;
    auto outcome = progress::done;
    while ((outcome = engine_->read(plain, sizeof plain, count)) == progress::done)
        unread_.append(plain, count);
    if (outcome == progress::failed) {
        close();
        return;
    }
    transmit(); // the response to a key update; usually nothing
    if (protocol_)
        protocol_->receive(std::exchange(unread_, {}));
    else
        serve();
    if (outcome == progress::closed) close();
}

TELNYX_DECL void server_connection::serve() {
    using progress = request_reader::progress;
    while (phase_ == phase::open && !reply_ && !deaf_) {
        switch (reader_.read(unread_)) {
        case progress::needs_more:
            return;
        case progress::head:
            if (auto early = owner_.respond_to_head(reader_.request())) {
                deaf_ = true;
                owner_.log().add(reader_.request());
                respond(*std::move(early));
            }
            break;
        case progress::complete:
            owner_.log().add(reader_.request());
            respond(owner_.respond(reader_.request()));
            break;
        case progress::malformed:
            refuse_malformed_request();
            break;
        }
    }
}

TELNYX_DECL void server_connection::respond(reply response) {
    auto const& request = reader_.request();
    if (!reader_.keep_alive() || retiring_) response.header("connection", "close");
    choose_coding(response, request, owner_.options());
    keep_alive_ = !announces_end(response);
    play(std::move(response), request.method);
}

TELNYX_DECL void server_connection::refuse_malformed_request() {
    namespace beast_http = boost::beast::http;
    auto const why = reader_.error();
    int const status = why == beast_http::error::body_limit ? 413 : why == beast_http::error::header_limit ? 431 : 400;
    auto refusal = api_error(status, "10015", "Bad Request", "The request cannot be read: " + why.message() + ".");
    refusal.header("connection", "close").then_close();
    play(std::move(refusal), "");
}

TELNYX_DECL void server_connection::play(reply response, std::string_view method) {
    reply_script script(std::move(response), method, owner_.next_request_id());
    reply_ = std::make_shared<reply_player>(owner_, std::move(script),
                                            [connection = weak_from_this()](reply_script::step step) {
                                                if (auto const self = connection.lock()) self->perform(std::move(step));
                                            });
    reply_->next();
}

TELNYX_DECL void server_connection::perform(reply_script::step step) {
    if (phase_ != phase::open) return;
    if (auto const* const piece = std::get_if<reply_script::send>(&step)) {
        reply_waits_for_output_ = true;
        write(piece->bytes);
        transmit();
    } else if (auto const* const how = std::get_if<connection_end>(&step)) {
        end(*how);
    } else if (std::holds_alternative<stream_error>(step)) {
        end(connection_end::reset);
    } else {
        replied(std::get<reply_script::finish>(step).end);
    }
}

TELNYX_DECL void server_connection::replied(std::optional<connection_end> how) {
    ++replies_;
    owner_.log().count([](sandbox_statistics& counters) { ++counters.replies; });
    reply_.reset();
    if (!how && (!keep_alive_ || retiring_)) how = connection_end::close_notify;
    if (script_.unasked_ && script_.unasked_->after_replies == replies_) {
        write(script_.unasked_->bytes);
        transmit();
    }
    if (!how && script_.end_replies_ && script_.end_replies_->count == replies_) how = script_.end_replies_->how;
    if (how) {
        end(*how);
        return;
    }
    if (deaf_) return;
    reader_.reset(origin_);
    serve();
    receive();
}

TELNYX_DECL void server_connection::write(std::string_view plain) {
    if (!engine_)
        plain_output_.append(plain);
    else
        engine_->write(plain); // cannot fail once the handshake is over
}

TELNYX_DECL void server_connection::transmit() {
    if (sending_ || phase_ == phase::closed) return;
    auto& source = engine_ ? engine_->output() : plain_output_;
    if (source.empty()) produce();
    if (source.empty()) {
        transmitted();
        return;
    }
    output_.clear();
    output_.swap(source);
    output_begin_ = 0;
    if (phase_ == phase::handshake && script_.end_sent_)
        output_.resize(std::min(output_.size(), script_.end_sent_->count - bytes_sent_));
    send_buffer();
}

/// Encrypts what the protocol has to send now.
TELNYX_DECL void server_connection::produce() {
    if (!protocol_ || phase_ != phase::open) return;
    std::string plain;
    protocol_->produce(plain);
    if (!plain.empty()) write(plain);
}

TELNYX_DECL void server_connection::send_buffer() {
    auto size = output_.size() - output_begin_;
    if (script_.fragment_size_ != 0) size = std::min(size, script_.fragment_size_);
    sending_ = true;
    boost::asio::async_write(socket_, boost::asio::buffer(output_.data() + output_begin_, size),
                             [self = shared_from_this()](boost::system::error_code failure, std::size_t count) {
                                 self->sending_ = false;
                                 if (self->phase_ == phase::closed) return;
                                 self->bytes_sent_ += count;
                                 self->output_begin_ += count;
                                 if (failure)
                                     self->close();
                                 else if (self->output_begin_ < self->output_.size())
                                     self->send_buffer();
                                 else
                                     self->buffer_sent();
                             });
}

TELNYX_DECL void server_connection::buffer_sent() {
    if (protocol_ && phase_ == phase::open) protocol_->sent();
    transmit();
}

/// Everything written so far has been sent.
TELNYX_DECL void server_connection::transmitted() {
    if (phase_ == phase::handshake && script_.end_sent_ && bytes_sent_ >= script_.end_sent_->count) {
        end(script_.end_sent_->how);
    } else if (fin_wanted_) {
        boost::system::error_code ignored;
        socket_.shutdown(boost::asio::ip::tcp::socket::shutdown_send, ignored);
    } else if (protocol_ && phase_ == phase::open) {
        protocol_->all_sent();
    } else if (std::exchange(reply_waits_for_output_, false)) {
        reply_->next();
    }
}

TELNYX_DECL void server_connection::end(connection_end how) {
    if (phase_ == phase::closed) return;
    if (how != connection_end::reset) produce_rest();
    phase_ = phase::ended;
    stop_replies();
    switch (how) {
    case connection_end::close_notify:
        if (engine_) engine_->close();
        [[fallthrough]];
    case connection_end::fin:
        fin_wanted_ = true;
        transmit();
        break;
    case connection_end::reset: {
        boost::system::error_code ignored;
        socket_.set_option(boost::asio::socket_base::linger(true, 0), ignored);
        close();
        return;
    }
    case connection_end::silence:
        transmit();
        break;
    }
    receive();
}

TELNYX_DECL void server_connection::produce_rest() {
    if (!protocol_ || phase_ != phase::open) return;
    std::string plain;
    for (std::size_t had = 0; protocol_->produce(plain), plain.size() > had;)
        had = plain.size();
    write(plain);
}

TELNYX_DECL void server_connection::stop_replies() {
    if (protocol_) protocol_->stop();
    if (reply_) reply_->stop();
    reply_waits_for_output_ = false;
}

TELNYX_DECL void server_connection::retire() {
    retiring_ = true;
    if (phase_ != phase::open) return;
    if (protocol_)
        protocol_->go_away();
    else if (!reply_ && !reader_.in_request())
        end(connection_end::close_notify);
}

TELNYX_DECL void server_connection::close() {
    if (phase_ == phase::closed) return;
    abandon();
    owner_.log().count([&](sandbox_statistics& counters) {
        --counters.connections_open;
        ++counters.connections_closed;
        if (!secured_) ++counters.handshakes_failed;
    });
    owner_.forget(shared_from_this());
}

TELNYX_DECL void server_connection::abandon() {
    phase_ = phase::closed;
    stop_replies();
    boost::system::error_code ignored;
    socket_.close(ignored);
}

} // namespace telnyx::testing::detail
