// What can go wrong, and how to distinguish the errors.

#include "run.hpp"

#include "telnyx/ai/chat.hpp"
#include "telnyx/ai/insights.hpp"

#include <chrono>
#include <iostream>

namespace asio = boost::asio;
using namespace std::chrono_literals;

asio::awaitable<void> provoke_errors() {
    telnyx::client client{co_await asio::this_coro::executor};

    // The server refuses what it cannot use, and says where the problem is.
    try {
        telnyx::ai::chat_completion_params params{.messages = {telnyx::ai::user_message("Hello")}};
        auto const options = telnyx::request_options().body_field("messages", "not a list");
        co_await client.ai.chat.create_completion(params, options);
    } catch (telnyx::unprocessable_entity_error const& error) {
        std::cout << "refused with status " << error.status() << ":\n";
        for (auto const& each : error.errors())
            std::cout << "  " << each.title << ": " << each.detail << '\n';
    }

    // The library refuses what cannot be sent, before anything is.
    try {
        co_await client.ai.conversations.insights.retrieve("..");
    } catch (telnyx::invalid_argument_error const& error) {
        std::cout << "not sent because of " << error.parameter() << ": " << error.what() << '\n';
    }

    // Every wait has a limit.
    try {
        telnyx::ai::chat_completion_params params{.messages = {telnyx::ai::user_message("Tell me a long story")}};
        auto const options = telnyx::request_options().deadline(1ns);
        co_await client.ai.chat.create_completion(params, options);
    } catch (telnyx::api_timeout_error const& error) {
        std::cout << (error.code() == telnyx::errc::deadline_exceeded ? "too late: " : "timeout: ") << error.what()
                  << '\n';
    }

    // All of them, and cancellation, have a common base.
    try {
        co_await client.ai.conversations.insights.retrieve("does-not-exist");
    } catch (telnyx::error const& error) {
        std::cout << error.operation() << " failed after " << error.attempts() << " attempt(s): " << error.message()
                  << '\n';
    }
}

int main() {
    return run(provoke_errors());
}
