#include "telnyx/ai/chat.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <exception>
#include <iostream>

namespace asio = boost::asio;

asio::awaitable<void> talk() {
    telnyx::client client{co_await asio::this_coro::executor}; // the key comes from TELNYX_API_KEY

    telnyx::ai::chat_completion_params params{.messages = {telnyx::ai::system_message("You are a friendly chatbot."),
                                                           telnyx::ai::user_message("Hello, world!")}};

    auto completion = co_await client.ai.chat.create_completion(params);
    std::cout << completion.choices.at(0).message.content.value_or("") << '\n';

    auto stream = co_await client.ai.chat.stream_completion(params);
    while (auto chunk = co_await stream.next())
        for (auto const& choice : chunk->choices)
            std::cout << choice.delta.content.value_or("") << std::flush;
    std::cout << '\n';
}

int main() {
    try {
        asio::io_context io;
        asio::co_spawn(io, talk(), [](std::exception_ptr failure) {
            if (failure) std::rethrow_exception(failure);
        });
        io.run();
    } catch (std::exception const& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
