#pragma once

#include "telnyx/base/uninitialized_bytes.hpp"
#include "telnyx/errors/api_timeout_error.hpp"
#include "telnyx/testing/impl/scripted_body.hpp"

#include <boost/asio/deferred.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>

#include <algorithm>
#include <utility>

namespace telnyx::testing::detail {

TELNYX_DECL scripted_body::scripted_body(std::shared_ptr<scripted_state> state, scripted_flight flight,
                                         scripted_limits limits, std::string request, scripted_reply response)
    : state_(std::move(state)),
      flight_(std::move(flight)),
      limits_(std::move(limits)),
      request_(std::move(request)),
      response_(std::move(response)) {}

TELNYX_DECL scripted_body::~scripted_body() {
    bool const stalled =
        step_ < response_.body_.size() && std::holds_alternative<scripted_reply::stall>(response_.body_[step_]);
    if (ended_ || timed_out_ || stalled || response_.may_be_given_up_) return;
    state_->calls.add_failure("the response to " + request_ + " was given up before its end, with " +
                              std::to_string(unread()) + " bytes unread");
}

TELNYX_DECL std::optional<std::string_view> scripted_body::poll() {
    failure_.check();
    try {
        return next_piece();
    } catch (...) {
        failure_.keep();
    }
}

TELNYX_DECL std::optional<std::string_view> scripted_body::next_piece() {
    piece_.reset();
    piece_size_ = 0;
    state_->check_not_aborted();
    auto const asked = limits_.now();
    bool called = false;
    while (take_step())
        called = true;
    // Time that passes in the script's functions counts as the server's. Data that arrived before the deadline can be
    // read after it.
    bool const whole = is_whole();
    auto const limit = called ? limits_.rest(asked) : limits_.whole();
    if ((called || !whole) && limit.is_over()) {
        give_up();
        throw api_timeout_error(limit.reached);
    }
    if (piece_) return std::string_view(piece_.get(), piece_size_);
    if (!whole) return std::nullopt;
    ended_ = true;
    flight_.end();
    return std::string_view();
}

TELNYX_DECL bool scripted_body::is_whole() const {
    return !piece_ && step_ == response_.body_.size() && (ended_ || waited_ || !response_.waits_);
}

// A time limit was reached: nobody continues to read.
TELNYX_DECL void scripted_body::give_up() {
    timed_out_ = true;
    flight_.end();
}

// Takes the next step that needs no waiting; returns `false` if the reader gets a chunk, or must wait.
TELNYX_DECL bool scripted_body::take_step() {
    if (step_ == response_.body_.size()) return false;
    auto const& step = response_.body_[step_];
    if (auto const* const function = std::get_if<std::function<void()>>(&step)) {
        ++step_;
        ended_ = true; // if the function throws, there is nothing more
        (*function)();
        ended_ = false;
        return true;
    }
    auto const* const bytes = std::get_if<std::string>(&step);
    if (bytes != nullptr && (waited_ || !response_.waits_)) take_piece(*bytes);
    return false;
}

TELNYX_DECL void scripted_body::take_piece(std::string const& bytes) {
    piece_size_ = std::min(response_.piece_size_, bytes.size() - position_);
    piece_ = telnyx::detail::uninitialized_bytes(piece_size_);
    std::copy_n(bytes.data() + position_, piece_size_, piece_.get());
    waited_ = false;
    position_ += piece_size_;
    if (position_ < bytes.size()) return;
    ++step_;
    position_ = 0;
}

TELNYX_DECL boost::asio::awaitable<void> scripted_body::wait(std::chrono::steady_clock::duration at_most) {
    failure_.check();
    auto const* const step = step_ < response_.body_.size() ? &response_.body_[step_] : nullptr;
    bool const held = step != nullptr && std::holds_alternative<gate>(*step);
    bool const stalled = step != nullptr && std::holds_alternative<scripted_reply::stall>(*step);
    auto const until = held ? std::optional(std::get<gate>(*step)) : std::nullopt;
    try {
        auto const limit = held || stalled ? limits_.rest(limits_.now(), at_most) : limits_.whole();
        if (held || stalled)
            co_await wait_for(state_, until, limit);
        else if (!ended_)
            limit.check();
        if (!held) co_await boost::asio::post(co_await boost::asio::this_coro::executor, boost::asio::deferred);
    } catch (api_timeout_error const&) {
        give_up();
        failure_.keep();
    } catch (...) {
        failure_.keep();
    }
    if (held) ++step_;
    waited_ = true;
}

TELNYX_DECL std::size_t scripted_body::unread() const {
    std::size_t bytes = 0;
    for (std::size_t i = step_; i < response_.body_.size(); ++i)
        if (auto const* const text = std::get_if<std::string>(&response_.body_[i])) bytes += text->size();
    return bytes - position_;
}

} // namespace telnyx::testing::detail
