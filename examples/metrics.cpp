// Exports what a client does in Prometheus' text format: latencies, first tokens, tokens, retries, connections.

#include "run.hpp"

#include "telnyx/ai/chat.hpp"
#include "telnyx/ai/models.hpp"
#include "telnyx/observe/metrics_observer.hpp"

#include <iostream>
#include <memory>

namespace asio = boost::asio;

asio::awaitable<void> work_and_report() {
    auto const metrics = std::make_shared<telnyx::metrics_observer>();
    telnyx::client client(co_await asio::this_coro::executor, telnyx::client_options().observe(metrics));
    for (int i = 0; i < 3; ++i)
        co_await client.ai.retrieve_models();

    telnyx::ai::chat_completion_params const params{
        .messages = {telnyx::ai::user_message("Hello")},
        .stream_options = telnyx::ai::chat_completion_params::stream_settings{.include_usage = true},
    };
    auto stream = co_await client.ai.chat.stream_completion(params);
    co_await stream.collect();

    // A server sends this text from its /metrics, with the media type metrics_observer::content_type.
    std::cout << metrics->text(client.statistics());
}

int main() {
    return run(work_and_report());
}
