#pragma once

#ifdef TELNYX_HTTP2

#include "telnyx/base/errc.hpp"
#include "telnyx/base/uninitialized_bytes.hpp"
#include "telnyx/net/h2_connection.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>
#include <utility>

namespace telnyx::net {

TELNYX_DECL h2_connection::h2_connection(std::shared_ptr<origin const> peer, std::uint64_t number, socket_type socket,
                                         std::unique_ptr<tls_engine> tls, http::h2_session::limits const& limits,
                                         trust const& trusted, std::size_t presumed_room)
    : peer_(std::move(peer)),
      authority_(peer_->authority()),
      number_(number),
      trust_(trusted),
      presumed_room_(presumed_room),
      socket_(std::move(socket)),
      tls_(std::move(tls)),
      session_(limits),
      heard_at_(std::chrono::steady_clock::now()) {
    receive(tls_->input()); // what has come behind the handshake
    update_room();
}

// Does something with the mutex locked, and then tells whether there is another amount of room.
template <class Function>
void h2_connection::change(Function function) {
    bool changed = false;
    {
        std::lock_guard const lock(mutex_);
        function();
        changed = update_room();
    }
    if (changed && changed_) changed_(*this);
}

TELNYX_DECL bool h2_connection::update_room() {
    bool const usable = socket_ && session_.open_to_streams() && !is_stuck();
    auto const allowed =
        session_.has_settings() ? session_.server_limit() : std::min(session_.server_limit(), presumed_room_);
    auto const room = usable ? allowed : 0;
    return room_.exchange(room, std::memory_order_acq_rel) != room;
}

TELNYX_DECL bool h2_connection::is_stuck() const {
    if (write_failure_) return true;
    return blocked_ && std::chrono::steady_clock::now() - *blocked_since_ >= trust_.ping_time;
}

// Calls.

// A call that has opened the connection waits for a server that allows no streams for the moment; what the pool knew of
// the room may be old.
TELNYX_DECL bool h2_connection::takes_calls() const {
    return socket_ && !is_stuck() && (!used_ || calls_ < session_.server_limit());
}

TELNYX_DECL bool h2_connection::open(std::shared_ptr<h2_stream> const& opened) {
    auto const& request = opened->request();
    http::h2_session::request what{request.method, authority_, request.target, request.headers};
    what.length = announced_length(request);
    what.has_body = request.source != nullptr || !request.body.empty();
    bool done = false;
    change([&] { // its numbers may have run out
        if (!takes_calls() || !session_.open(opened, what)) return;
        used_ = done = true;
        ++calls_;
        unsent_.push_back(opened);
        kick();
    });
    return done;
}

TELNYX_DECL bool h2_connection::take_data(h2_stream& of, std::string& out) {
    std::lock_guard const lock(mutex_);
    if (!of.has_data()) return false;
    of.take_data(out);
    session_.consume(of, out.size());
    if (session_.wants_to_send()) kick();
    return true;
}

TELNYX_DECL void h2_connection::give_body(h2_stream& of, std::string_view chunk) {
    std::lock_guard const lock(mutex_);
    of.give_body(chunk);
    session_.resume(of);
    kick();
}

TELNYX_DECL void h2_connection::reset(h2_stream& of) {
    change([&] { reset_stream(of); });
}

TELNYX_DECL void h2_connection::cancel(h2_stream& of) {
    std::shared_ptr<transport_request> request; // destroyed after the mutex has been unlocked
    change([&] {
        request = of.release_request();
        --calls_;
        close_if_stuck();
        reset_stream(of);
    });
}

TELNYX_DECL void h2_connection::reset_stream(h2_stream& of) {
    if (of.closed()) return;
    session_.cancel(of);
    if (of.closed()) forget_unsent();
    kick();
}

TELNYX_DECL bool h2_connection::begin_check(std::shared_ptr<async::one_shot> const& answered) {
    bool must_wait = false;
    change([&] {
        if (!reading_) read_what_is_there();
        if (!takes_calls() || std::chrono::steady_clock::now() - heard_at_ < trust_.silence) return;
        if (pongs_.empty()) session_.ping();
        pongs_.push_back(answered);
        must_wait = true;
        kick();
    });
    return must_wait;
}

TELNYX_DECL void h2_connection::end_check(std::shared_ptr<async::one_shot> const& answered) {
    change([&] {
        if (std::erase(pongs_, answered) > 0) kick();
        close_if_stuck();
    });
}

TELNYX_DECL void h2_connection::give_up() {
    change([&] {
        fail(make_error_code(boost::asio::error::timed_out), authority_ + " has not answered a ping on the connection");
    });
}

// Sending.

// Several calls at a time have one handler begin to send.
TELNYX_DECL void h2_connection::kick() {
    if (!socket_ || blocked_ || std::exchange(flush_posted_, true)) return;
    boost::asio::post(socket_->get_executor(), [self = shared_from_this()] { self->flush(); });
}

TELNYX_DECL void h2_connection::flush() {
    change([&] {
        flush_posted_ = false;
        go_on();
    });
}

TELNYX_DECL void h2_connection::go_on() {
    begin_write();
    if (!session_.failure().empty()) fail_with_session(); // libnghttp2 may notice it when it is about to send
    close_if_stuck();
    begin_read();
    if (!socket_ || blocked_ || wants_input()) return;
    boost::system::error_code ignored;
    if (reading_)
        socket_->cancel(ignored); // an idle connection is no work
    else
        release_buffers();
}

TELNYX_DECL void h2_connection::release_buffers() {
    input_.reset();
    input_was_full_ = false;
    plain_.reset();
    std::string().swap(wire_);
    sent_ = 0;
    std::string().swap(session_.output());
    std::string().swap(tls_->output());
    tls_->release_buffers();
}

// Takes what is to be sent over into `wire_`, when the socket has taken all of that.
TELNYX_DECL bool h2_connection::has_output() {
    has_more_ = true;
    if (sent_ < wire_.size()) return true;
    wire_.clear();
    sent_ = 0;
    session_.pump(write_size);
    auto& plain = session_.output();
    has_more_ = plain.size() >= write_size;
    if (!plain.empty() && tls_->write(plain) != tls_engine::progress::done)
        fail(tls_->error(), "encrypting for " + authority_ + " failed: " + tls_->error_text());
    plain.clear();
    wire_.swap(tls_->output());
    return !wire_.empty();
}

// The socket takes bytes only here, with the mutex locked, so that at any moment it is known which requests it has. One
// write at a time, so that others get the mutex between two.
TELNYX_DECL void h2_connection::begin_write() {
    if (!socket_ || blocked_ || write_failure_ || !has_output() || !socket_) return;
    boost::system::error_code failure;
    auto const count = socket_->write_some(boost::asio::buffer(wire_.data() + sent_, wire_.size() - sent_), failure);
    sent_ += count;
    if (count > 0) {
        blocked_since_.reset();
        note_sent();
    }
    if (failure && failure != boost::asio::error::would_block) {
        // What the peer sent before it closed the connection is still to be read.
        write_failure_ = failure;
        if (!reading_ && !wants_input()) fail(failure, "sending to " + authority_ + " failed: " + failure.message());
    } else if (sent_ < wire_.size()) {
        await_writable();
    } else if (has_more_) {
        kick();
    }
}

TELNYX_DECL void h2_connection::await_writable() {
    blocked_ = true;
    if (!blocked_since_) blocked_since_ = std::chrono::steady_clock::now();
    socket_->async_wait(socket_type::wait_write, [self = shared_from_this()](boost::system::error_code) {
        self->change([&] {
            self->blocked_ = false;
            self->go_on();
        });
    });
}

// Nobody waits for the peer any more, so nobody would end the wait.
TELNYX_DECL void h2_connection::close_if_stuck() {
    if (socket_ && blocked_ && is_idle())
        fail(make_error_code(boost::asio::error::timed_out), authority_ + " does not read what it is sent");
}

TELNYX_DECL void h2_connection::note_sent() {
    std::erase_if(unsent_, [](std::shared_ptr<h2_stream> const& each) {
        if (each->packed()) each->note_sent();
        return each->packed() || each->closed();
    });
}

TELNYX_DECL void h2_connection::forget_unsent() {
    std::erase_if(unsent_, [](std::shared_ptr<h2_stream> const& each) { return each->closed(); });
}

// Receiving.

TELNYX_DECL void h2_connection::prepare_input() {
    if (input_ && !(input_was_full_ && input_size_ < largest_input)) return;
    input_size_ = input_ ? input_size_ * 2 : smallest_input;
    input_ = telnyx::detail::uninitialized_bytes(input_size_);
    input_was_full_ = false;
}

TELNYX_DECL void h2_connection::begin_read() {
    if (!socket_ || reading_ || !wants_input()) return;
    prepare_input();
    reading_ = true;
    socket_->async_read_some(boost::asio::buffer(input_.get(), input_size_),
                             [self = shared_from_this()](boost::system::error_code failure, std::size_t count) {
                                 self->on_read(failure, count);
                             });
}

TELNYX_DECL void h2_connection::on_read(boost::system::error_code failure, std::size_t count) {
    change([&] {
        reading_ = false;
        if (!socket_) return;
        if (!failure) {
            heard_at_ = std::chrono::steady_clock::now();
            input_was_full_ = count == input_size_;
            receive({input_.get(), count});
        } else if (failure != boost::asio::error::operation_aborted) {
            end_of_input(failure);
        }
        go_on();
    });
}

// A system tells only once that the peer has reset the connection: to a write, say, and the next read finds an end.
TELNYX_DECL void h2_connection::end_of_input(boost::system::error_code failure) {
    auto const cause = failure == boost::asio::error::eof && write_failure_ ? write_failure_ : failure;
    if (cause == boost::asio::error::eof)
        fail(cause, authority_ + " closed the connection");
    else
        fail(cause, "the connection to " + authority_ + " broke: " + cause.message());
}

TELNYX_DECL void h2_connection::receive(std::string_view bytes) {
    if (!plain_) plain_ = telnyx::detail::uninitialized_bytes(record_size);
    auto const now = std::chrono::steady_clock::now();
    tls_->provide(bytes);
    while (socket_ && tls_->has_unread()) {
        std::size_t count = 0;
        switch (tls_->read(plain_.get(), record_size, count)) {
        case tls_engine::progress::done:
            if (!session_.feed({plain_.get(), count}, now)) fail_with_session();
            break;
        case tls_engine::progress::needs_input:
            answer_pings();
            return;
        case tls_engine::progress::closed:
            fail(boost::asio::error::eof, authority_ + " ended the TLS session");
            return;
        case tls_engine::progress::failed:
            fail(tls_->error(), "the TLS session with " + authority_ + " broke: " + tls_->error_text());
            return;
        }
    }
    answer_pings();
}

TELNYX_DECL void h2_connection::answer_pings() {
    if (pings_answered_ == session_.pings_answered()) return;
    pings_answered_ = session_.pings_answered();
    for (auto const& each : std::exchange(pongs_, {}))
        each->set();
}

// Without waiting, and without taking it for a sign of life: it may be old.
TELNYX_DECL void h2_connection::read_what_is_there() {
    prepare_input();
    while (socket_) {
        boost::system::error_code failure;
        auto const count = socket_->read_some(boost::asio::buffer(input_.get(), input_size_), failure);
        if (failure == boost::asio::error::would_block) return;
        if (failure)
            end_of_input(failure);
        else
            receive({input_.get(), count});
    }
}

// Ending.

TELNYX_DECL void h2_connection::fail(boost::system::error_code code, std::string text) {
    if (!socket_) return;
    failure_ = code;
    failure_text_ = std::move(text);
    broke_ = calls_ > 0 && session_.streams() > 0; // cancelled calls do not count
    if (auto const said = session_.goaway_code(); said && *said != 0)
        failure_text_ += " (" + http::h2_session::code_name(*said) + ")";
    say_goodbye();
    socket_.reset(); // cancels the operations in progress
    session_.end();
    unsent_.clear();
    for (auto const& each : std::exchange(pongs_, {}))
        each->set();
}

TELNYX_DECL void h2_connection::fail_with_session() {
    fail(make_error_code(errc::malformed_response), authority_ + " broke the HTTP/2 connection: " + session_.failure());
}

// As far as that is possible without waiting, and without sending a request that ends as one that was not sent.
TELNYX_DECL void h2_connection::say_goodbye() {
    if (sent_ < wire_.size()) return;
    auto& plain = session_.output();
    auto const is_in_output = [](std::shared_ptr<h2_stream> const& each) { return each->packed(); };
    bool const has_request = std::any_of(unsent_.begin(), unsent_.end(), is_in_output);
    if (!plain.empty() && !has_request && !tls_->error()) tls_->write(plain);
    plain.clear();
    boost::system::error_code ignored;
    auto const& last = tls_->output();
    if (!last.empty()) socket_->write_some(boost::asio::buffer(last), ignored);
}

TELNYX_DECL void h2_connection::abort() {
    aborted_.store(true, std::memory_order_release);
    change([&] { fail(make_error_code(errc::client_closed), "the client was closed during the call"); });
}

TELNYX_DECL void h2_connection::close() {
    std::lock_guard const lock(mutex_);
    bool const orderly = sent_ == wire_.size();
    session_.shut_down();
    session_.pump(write_size);
    if (socket_ && orderly && !session_.output().empty()) {
        tls_->write(session_.output());
        session_.output().clear();
    }
    tls_->close(); // even if it cannot be sent: OpenSSL discards an unclosed session for resumption
    if (!socket_) return;
    say_goodbye();
    socket_.reset();
    session_.end();
    room_.store(0, std::memory_order_release);
}

TELNYX_DECL bool h2_connection::broke() const {
    std::lock_guard const lock(mutex_);
    return broke_ && !aborted();
}

TELNYX_DECL boost::system::error_code h2_connection::failure() const {
    std::lock_guard const lock(mutex_);
    return failure_;
}

TELNYX_DECL std::string h2_connection::failure_text() const {
    std::lock_guard const lock(mutex_);
    return failure_text_;
}

TELNYX_DECL bool h2_connection::served_others() const {
    std::lock_guard const lock(mutex_);
    return session_.goaway_code() == 0u && session_.last_processed() > 0;
}

TELNYX_DECL bool h2_connection::server_is_overloaded() const {
    std::lock_guard const lock(mutex_);
    return session_.goaway_code() == http::h2_session::enhance_your_calm;
}

} // namespace telnyx::net

#endif
