#pragma once

#include "telnyx/net/guarded_socket.hpp"

#include <boost/asio/error.hpp>

#include <utility>

namespace telnyx::net {

TELNYX_DECL void guarded_socket::open(socket_type socket) {
    std::lock_guard const lock(mutex_);
    interrupt_.reset();
    opened_ = true;
    if (ended_by() != ended::none) return;
    boost::system::error_code ignored;
    socket.set_option(boost::asio::ip::tcp::no_delay(true), ignored);
    socket.non_blocking(true, ignored);
    socket_.emplace(std::move(socket));
}

TELNYX_DECL std::optional<guarded_socket::socket_type> guarded_socket::release() {
    std::lock_guard const lock(mutex_);
    if (socket_) interrupt_.reset();
    return std::exchange(socket_, std::nullopt);
}

TELNYX_DECL bool guarded_socket::end_send(boost::system::error_code result) {
    std::lock_guard const lock(mutex_);
    return early_.end_send(result == boost::asio::error::operation_aborted) && ended_by() == ended::none;
}

TELNYX_DECL std::size_t guarded_socket::read_now(boost::asio::mutable_buffer memory,
                                                 boost::system::error_code& failure) {
    std::lock_guard const lock(mutex_);
    if (socket_) return socket_->read_some(boost::asio::buffer(memory), failure);
    failure = boost::asio::error::operation_aborted;
    return 0;
}

TELNYX_DECL std::size_t guarded_socket::write_now(std::string_view bytes) {
    std::lock_guard const lock(mutex_);
    boost::system::error_code ignored;
    return socket_ ? socket_->write_some(boost::asio::buffer(bytes.data(), bytes.size()), ignored) : 0;
}

TELNYX_DECL void guarded_socket::watch_for_early_input() {
    std::lock_guard const lock(mutex_);
    if (!socket_ || !early_.watch()) return;
    socket_->async_wait(socket_type::wait_read, [self = shared_from_this()](boost::system::error_code failure) {
        self->on_early_input(failure);
    });
}

TELNYX_DECL void guarded_socket::on_early_input(boost::system::error_code failure) {
    std::lock_guard const lock(mutex_);
    if (!early_.wait_ended(failure.failed())) return;
    if (early_.sending()) cancel_io();
    if (interrupt_) interrupt_->set();
}

TELNYX_DECL void guarded_socket::stop_watching() {
    std::lock_guard const lock(mutex_);
    if (early_.stop()) cancel_io();
}

TELNYX_DECL bool guarded_socket::take_early_input() {
    std::lock_guard const lock(mutex_);
    return early_.take() && socket_;
}

TELNYX_DECL void guarded_socket::set_interrupt(std::shared_ptr<async::one_shot> interrupt) {
    std::lock_guard const lock(mutex_);
    interrupt_ = std::move(interrupt);
    if (interrupt_ && (ended_by() != ended::none || early_.arrived())) interrupt_->set();
}

TELNYX_DECL void guarded_socket::cancel_operation() {
    std::lock_guard const lock(mutex_);
    cancel_io();
}

// Called with the lock held.
TELNYX_DECL void guarded_socket::cancel_io() {
    boost::system::error_code ignored;
    if (socket_) socket_->cancel(ignored);
}

TELNYX_DECL void guarded_socket::break_off(ended reason) {
    std::lock_guard const lock(mutex_);
    auto expected = ended::none;
    if (!ended_.compare_exchange_strong(expected, reason)) return;
    socket_.reset(); // cancels the operations in progress
    if (interrupt_) interrupt_->set();
}

TELNYX_DECL void guarded_socket::close(std::string_view last_bytes) {
    std::lock_guard const lock(mutex_);
    if (!socket_) return;
    boost::system::error_code ignored;
    if (!last_bytes.empty()) socket_->write_some(boost::asio::buffer(last_bytes.data(), last_bytes.size()), ignored);
    socket_.reset(); // cancels the operations in progress
}

} // namespace telnyx::net
