#pragma once

#include "telnyx/testing/impl/reply_player.hpp"

#include <boost/asio/post.hpp>

#include <exception>
#include <string>
#include <utility>

namespace telnyx::testing::detail {

TELNYX_DECL reply_player::reply_player(connection_owner& owner, reply_script script,
                                       std::function<void(reply_script::step)> perform)
    : owner_(owner), timer_(owner.context()), script_(std::move(script)), perform_(std::move(perform)) {}

TELNYX_DECL void reply_player::next() {
    if (stopped_) return;
    auto const self = shared_from_this(); // a step may end what owns this object
    reply_script::step step;
    try {
        step = script_.next();
    } catch (std::exception const& failure) {
        owner_.add_failure(std::string("making a streamed response threw: ") + failure.what());
        step = connection_end::reset;
    }
    if (auto const* const delay = std::get_if<std::chrono::nanoseconds>(&step))
        wait(*delay);
    else if (auto const* const until = std::get_if<gate>(&step))
        wait(*until);
    else
        perform_(std::move(step));
}

TELNYX_DECL void reply_player::stop() {
    stopped_ = true;
    timer_.cancel();
}

TELNYX_DECL void reply_player::wait(std::chrono::nanoseconds delay) {
    timer_.expires_after(delay);
    timer_.async_wait([waiting = weak_from_this()](boost::system::error_code failure) {
        auto const self = waiting.lock();
        if (self && !failure) self->next();
    });
}

TELNYX_DECL void reply_player::wait(gate until) {
    until.arrive([owner = owner_.weak_from_this(), waiting = weak_from_this()] {
        auto const still_there = owner.lock();
        if (!still_there) return;
        boost::asio::post(still_there->context(), [waiting] {
            if (auto const self = waiting.lock()) self->next();
        });
    });
}

} // namespace telnyx::testing::detail
