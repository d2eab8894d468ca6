#pragma once

#include "telnyx/async/clock.hpp"

#include <boost/asio/deferred.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>

namespace telnyx {

TELNYX_DECL boost::asio::awaitable<void> clock::sleep(std::chrono::steady_clock::duration pause) {
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
    timer.expires_after(pause);
    co_await timer.async_wait(boost::asio::deferred);
}

} // namespace telnyx
