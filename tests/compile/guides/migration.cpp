// The C++ of doc/migration.md that stands in no example.

#include "telnyx/ai/chat.hpp"
#include "telnyx/ai/insights.hpp"
#include "telnyx/errors.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include <chrono>
#include <iostream>
#include <string>

namespace asio = boost::asio;
namespace ai = telnyx::ai;
using namespace std::chrono_literals;

namespace guide_migration {

asio::awaitable<void> complete(telnyx::client client) {
    ai::chat_completion_params params{.messages = {ai::user_message("Hello")}, .model = "openai/gpt-4o"};
    auto completion = co_await client.ai.chat.create_completion(params);
    std::cout << completion.choices.at(0).message.content.value_or("") << '\n';
}

asio::awaitable<void> stream(telnyx::client client, ai::chat_completion_params params) {
    auto stream = co_await client.ai.chat.stream_completion(params);
    while (auto chunk = co_await stream.next())
        std::cout << chunk->choices.at(0).delta.content.value_or("");
}

asio::awaitable<void> handle_errors(telnyx::client client, ai::chat_completion_params params) {
    try {
        co_await client.ai.chat.create_completion(params);
    } catch (telnyx::rate_limit_error const& error) {
        std::cerr << error.status() << ' ' << error.message() << '\n';
    } catch (telnyx::api_connection_error const& error) {
        std::cerr << error.what() << '\n';
    }
}

asio::awaitable<void> options_of_a_call(telnyx::client client, ai::chat_completion_params params) {
    co_await client.ai.chat.create_completion(params, telnyx::request_options().timeout(20s).max_retries(5));
}

asio::awaitable<void> list(telnyx::client client) {
    auto insights = client.ai.conversations.insights.list();
    while (auto each = co_await insights.next())
        std::cout << each->name.value_or("") << '\n';
}

asio::awaitable<void> raw_response(telnyx::client client, ai::chat_completion_params params) {
    auto const completion = co_await client.ai.chat.create_completion(params);
    std::cout << completion.http().status() << ' ' << completion.http().request_id() << '\n';
}

asio::awaitable<void> side_by_side(telnyx::client client, ai::chat_completion_params a, ai::chat_completion_params b) {
    using namespace asio::experimental::awaitable_operators;
    auto both = client.ai.chat.create_completion(a) && client.ai.chat.create_completion(b);
    auto const [first, second] = co_await std::move(both);
    std::cout << first.choices.size() + second.choices.size() << '\n';
}

asio::awaitable<void> unknown_parameters(telnyx::client client, ai::chat_completion_params params) {
    auto const options = telnyx::request_options().body_field("new_parameter", true).header("x-trace", "1");
    co_await client.ai.chat.create_completion(params, options);
}

} // namespace guide_migration
