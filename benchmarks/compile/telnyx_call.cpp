// The smallest program that makes one call; what it takes to compile is measured.

#include "telnyx/ai/chat.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <exception>
#include <iostream>

namespace asio = boost::asio;

asio::awaitable<void> ask() {
    telnyx::client client{co_await asio::this_coro::executor};
    telnyx::ai::chat_completion_params params{.messages = {telnyx::ai::user_message("Hello, world!")}};
    auto answer = co_await client.ai.chat.create_completion(params);
    std::cout << answer.choices.at(0).message.content.value_or("") << '\n';
}

int main() {
    asio::io_context io;
    asio::co_spawn(io, ask(), [](std::exception_ptr failure) {
        if (failure) std::rethrow_exception(failure);
    });
    io.run();
}
