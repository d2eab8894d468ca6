#pragma once

#include "support/protocol_of_run.hpp"
#include "telnyx/ai/chat.hpp"
#include "telnyx/ai/models.hpp"
#include "telnyx/testing/sandbox.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <random>
#include <string>

namespace telnyx::tests {

/// The seed of a random test: TELNYX_TEST_SEED repeats a run, otherwise it is drawn. Print it.
inline std::uint64_t test_seed() {
    if (char const* const fixed = std::getenv("TELNYX_TEST_SEED")) return std::strtoull(fixed, nullptr, 10);
    return std::random_device{}();
}

/// What random callers have seen.
struct work_tally {
    std::atomic<int> succeeded{0};
    std::atomic<int> failed{0};
    std::atomic<int> cancelled{0};
    std::atomic<int> unexpected{0};
};

inline boost::asio::awaitable<void> sleep_for(std::chrono::microseconds time) {
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor, time);
    co_await timer.async_wait(boost::asio::as_tuple(boost::asio::deferred));
}

/// One call of a random kind; how it ends depends on the server.
inline boost::asio::awaitable<void> random_call(client caller, bool streamed, std::size_t chunks_wanted) {
    if (!streamed) {
        co_await caller.ai.retrieve_models();
        co_return;
    }
    ai::chat_completion_params params{.messages = {ai::user_message("Say something about the weather")}};
    auto stream = co_await caller.ai.chat.stream_completion(params);
    for (std::size_t count = 0; count < chunks_wanted; ++count) {
        auto const chunk = co_await stream.next();
        if (!chunk) co_return;
    }
}

/// Makes `count` calls one after the other, some of them streamed, some dropped in the middle, some cancelled.
/// Cancellation needs the coroutine to run on a strand where several threads run the context.
inline boost::asio::awaitable<void> work_at_random(client caller, std::shared_ptr<work_tally> tally, std::uint64_t seed,
                                                   int count, int streamed_percent, int cancelled_percent) {
    using namespace boost::asio::experimental::awaitable_operators;
    std::mt19937_64 chance(seed);
    auto const percent = [&](int of) { return static_cast<int>(chance() % 100) < of; };
    for (int i = 0; i < count; ++i) {
        bool const streamed = percent(streamed_percent);
        auto const wanted = percent(30) ? static_cast<std::size_t>(chance() % 4) : std::size_t(1000);
        bool const cancel = percent(cancelled_percent);
        auto const longest_wait = std::chrono::microseconds(chance() % 3000);
        try {
            if (cancel) {
                auto const winner = co_await (random_call(caller, streamed, wanted) || sleep_for(longest_wait));
                ++(winner.index() == 0 ? tally->succeeded : tally->cancelled);
            } else {
                co_await random_call(caller, streamed, wanted);
                ++tally->succeeded;
            }
        } catch (error const&) {
            ++tally->failed;
        } catch (std::exception const&) {
            ++tally->unexpected;
        }
    }
}

/// Options for a client of this sandbox, which uses the protocol of the run.
inline client_options sandbox_client(testing::sandbox const& server) {
    return with_protocol_of_run(client_options()
                                    .api_key(server.api_key())
                                    .base_url(server.base_url())
                                    .tls(tls_options().ca_pem(server.ca_pem())));
}

} // namespace telnyx::tests
