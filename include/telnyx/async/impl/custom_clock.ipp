#pragma once

#include "telnyx/async/cancellable_task.hpp"
#include "telnyx/async/custom_clock.hpp"
#include "telnyx/async/one_shot.hpp"
#include "telnyx/errors/api_user_abort_error.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/this_coro.hpp>

namespace telnyx::detail {

// `kept` keeps the clock alive while its coroutine runs.
inline boost::asio::awaitable<bool> slept(std::shared_ptr<clock> kept, boost::asio::awaitable<void> sleep) {
    co_await std::move(sleep);
    co_return kept != nullptr;
}

// The clock's coroutine runs on its own strand, where it can be cancelled from any thread.
TELNYX_DECL boost::asio::awaitable<void> custom_clock::run(std::shared_ptr<clock> time, duration pause,
                                                           std::shared_ptr<async::one_shot> woken) {
    auto const executor = co_await boost::asio::this_coro::executor;
    auto const nap = std::make_shared<async::cancellable_task<bool>>();
    nap->start(executor, slept(time, time->sleep(pause)), [woken] { woken->set(); });
    co_await woken->async_wait(std::chrono::steady_clock::time_point::max(),
                               boost::asio::as_tuple(boost::asio::deferred));
    if (nap->ended().is_set()) {
        nap->take_result();
        co_return;
    }
    nap->cancel();
    if (!woken->is_set()) throw api_user_abort_error();
}

} // namespace telnyx::detail
