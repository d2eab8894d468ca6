#pragma once

#include "telnyx/net/connector.hpp"

#include <boost/asio/error.hpp>

#include <utility>

namespace telnyx::net {

TELNYX_DECL connector::connector(boost::asio::any_io_executor executor,
                                 std::vector<boost::asio::ip::tcp::endpoint> addresses)
    : executor_(std::move(executor)),
      addresses_(std::move(addresses)),
      delay_(executor_),
      failure_(boost::asio::error::host_not_found),
      tie_(executor_, [this] { let_go(); }) {
    sockets_.reserve(addresses_.size());
}

TELNYX_DECL void connector::start() {
    std::lock_guard const lock(mutex_);
    if (stopped_) return;
    if (addresses_.empty())
        finished_.set();
    else
        try_next();
}

// Called with the lock held.
TELNYX_DECL void connector::try_next() {
    auto const index = sockets_.size();
    ++pending_;
    sockets_.emplace_back(executor_);
    sockets_.back().async_connect(
        addresses_[index],
        [self = shared_from_this(), index](boost::system::error_code failure) { self->on_connected(index, failure); });
    if (sockets_.size() == addresses_.size()) return;
    delay_->expires_after(attempt_delay);
    delay_->async_wait(
        [self = shared_from_this()](boost::system::error_code failure) { self->on_delay_passed(failure); });
}

TELNYX_DECL void connector::on_delay_passed(boost::system::error_code failure) {
    std::lock_guard const lock(mutex_);
    if (!failure && !stopped_ && sockets_.size() < addresses_.size()) try_next();
}

TELNYX_DECL void connector::on_connected(std::size_t index, boost::system::error_code failure) {
    std::lock_guard const lock(mutex_);
    --pending_;
    if (stopped_) return;
    if (!failure) {
        winner_ = std::move(sockets_[index]);
        stop();
        finished_.set();
        return;
    }
    failure_ = failure;
    boost::system::error_code ignored;
    sockets_[index].close(ignored);
    if (sockets_.size() < addresses_.size()) {
        delay_->cancel();
        try_next();
    } else if (pending_ == 0) {
        finished_.set();
    }
}

TELNYX_DECL void connector::stop() {
    stopped_ = true;
    delay_->cancel();
    boost::system::error_code ignored;
    for (auto& each : sockets_)
        each.close(ignored);
}

TELNYX_DECL std::optional<boost::asio::ip::tcp::socket> connector::take_socket() {
    std::lock_guard const lock(mutex_);
    return std::exchange(winner_, std::nullopt);
}

TELNYX_DECL boost::system::error_code connector::failure() const {
    std::lock_guard const lock(mutex_);
    return failure_;
}

TELNYX_DECL void connector::abandon() {
    tie_.cut();
}

TELNYX_DECL void connector::let_go() {
    std::lock_guard const lock(mutex_);
    stopped_ = true;
    sockets_.clear();
    winner_.reset();
    delay_.reset();
    executor_ = nullptr;
    finished_.set();
}

} // namespace telnyx::net
