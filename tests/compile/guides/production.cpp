// The C++ of doc/production.md that stands in no example.

#include "telnyx/ai/chat.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <csignal>
#include <sys/resource.h>

namespace asio = boost::asio;
using namespace std::chrono_literals;

namespace guide_production {

telnyx::client_options options_of_a_server(std::size_t users) {
    return telnyx::client_options()
        .max_connections(users) // as many as stream at once
        .timeout(15s)           // an attempt, until the response begins
        .event_timeout(30s)     // between two tokens
        .deadline(2min)         // the whole call, with its retries
        .max_response_size(4 * 1024 * 1024)
        .log(telnyx::log_level::warn);
}

/// Allows as many descriptors as the system lets this process have.
void raise_descriptor_limit() {
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

/// After SIGTERM: no new calls, 20 seconds for those in flight, then the end of all.
asio::awaitable<void> close_on_sigterm(telnyx::client client) {
    using namespace asio::experimental::awaitable_operators;
    auto const executor = co_await asio::this_coro::executor;
    asio::signal_set signals(executor, SIGTERM);
    co_await signals.async_wait(asio::use_awaitable);

    asio::steady_timer grace(executor, 20s);
    auto const first = co_await (client.close() || grace.async_wait(asio::use_awaitable));
    if (first.index() == 1) client.abort();
}

} // namespace guide_production
