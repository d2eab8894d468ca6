// The C++ of doc/streams.md that stands in no example.

#include "telnyx/ai/chat.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <iostream>
#include <string>

namespace asio = boost::asio;
namespace ai = telnyx::ai;
using namespace std::chrono_literals;

namespace guide_streams {

asio::awaitable<void> reuse_a_chunk(telnyx::client client, ai::chat_completion_params params) {
    auto stream = co_await client.ai.chat.stream_completion(params);
    ai::chat_completion_chunk chunk;
    while (co_await stream.next_into(chunk))
        for (auto const& choice : chunk.choices)
            std::cout << choice.delta.content.value_or("") << std::flush;
}

asio::awaitable<ai::chat_completion> show_and_keep(telnyx::client client, ai::chat_completion_params params) {
    ai::chat_accumulator whole;
    auto stream = co_await client.ai.chat.stream_completion(params);
    while (auto chunk = co_await stream.next()) {
        whole.add(*chunk);
        for (auto const& choice : chunk->choices)
            std::cout << choice.delta.content.value_or("") << std::flush;
    }
    co_return whole.completion();
}

asio::awaitable<void> with_time_limits(telnyx::client client, ai::chat_completion_params params) {
    auto const limits = telnyx::request_options()
                            .timeout(10s)       // until the response begins
                            .event_timeout(20s) // between two tokens
                            .deadline(2min);    // for the whole answer
    auto stream = co_await client.ai.chat.stream_completion(params, limits);
    auto const completion = co_await stream.collect();
    std::cout << completion.choices.at(0).message.content.value_or("") << '\n';
}

} // namespace guide_streams
