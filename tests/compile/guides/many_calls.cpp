// The C++ of doc/many_calls.md that stands in no example.

#include "telnyx/ai/chat.hpp"
#include "telnyx/async/for_each_limited.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

namespace asio = boost::asio;
namespace ai = telnyx::ai;
using namespace std::chrono_literals;

namespace guide_many_calls {

asio::awaitable<std::string> answer(telnyx::client client, std::string prompt) {
    ai::chat_completion_params params{.messages = {ai::user_message(std::move(prompt))}};
    auto const completion = co_await client.ai.chat.create_completion(params);
    co_return completion.choices.at(0).message.content.value_or("");
}

asio::awaitable<void> answer_all(telnyx::client client, std::vector<std::string> prompts) {
    auto const ask = [client](std::string prompt) { return answer(client, std::move(prompt)); };
    auto const answers = co_await telnyx::transform_limited(std::move(prompts), 32, ask);
    for (auto const& each : answers)
        std::cout << (each.has_value() ? each.value() : "failed") << '\n';
}

asio::awaitable<void> two_calls_in_a_minute(telnyx::client client) {
    auto const end = std::chrono::steady_clock::now() + 60s;
    auto const options = telnyx::request_options().deadline_at(end);
    ai::chat_completion_params draft{.messages = {ai::user_message("Write a poem")}};
    auto const poem = co_await client.ai.chat.create_completion(draft, options);
    ai::chat_completion_params review{.messages = {ai::user_message(poem.choices.at(0).message.content.value_or(""))}};
    auto const critique = co_await client.ai.chat.create_completion(review, options);
    std::cout << critique.choices.at(0).message.content.value_or("") << '\n';
}

} // namespace guide_many_calls
