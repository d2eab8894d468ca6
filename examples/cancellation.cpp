// Cancels a call from outside: when something else finishes first, or with a cancellation signal.

#include "telnyx/ai/chat.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <exception>
#include <iostream>

namespace asio = boost::asio;
using namespace std::chrono_literals;

asio::awaitable<void> pause(std::chrono::milliseconds time) {
    asio::steady_timer timer(co_await asio::this_coro::executor, time);
    co_await timer.async_wait(asio::deferred);
}

asio::awaitable<std::size_t> count_chunks(telnyx::client client) {
    telnyx::ai::chat_completion_params params{.messages = {telnyx::ai::user_message("Tell me a long story")}};
    auto stream = co_await client.ai.chat.stream_completion(params);
    std::size_t count = 0;
    while (auto chunk = co_await stream.next())
        ++count;
    co_return count;
}

// Whichever ends first cancels the other.
asio::awaitable<void> race(telnyx::client client) {
    using namespace asio::experimental::awaitable_operators;
    auto const winner = co_await (count_chunks(client) || pause(0ms));
    std::cout << (winner.index() == 0 ? "the answer was complete first\n" : "the pause was over first\n");
}

int main() {
    try {
        asio::io_context io;
        telnyx::client client(io.get_executor());

        asio::co_spawn(io, race(client), [](std::exception_ptr failure) {
            if (failure) std::rethrow_exception(failure);
        });
        io.run();

        asio::cancellation_signal hang_up;
        asio::co_spawn(io, count_chunks(client),
                       asio::bind_cancellation_slot(hang_up.slot(), [](std::exception_ptr failure, std::size_t) {
                           try {
                               if (failure) std::rethrow_exception(failure);
                           } catch (boost::system::system_error const& error) {
                               if (error.code() == asio::error::operation_aborted) std::cout << "hung up\n";
                           }
                       }));
        asio::post(io, [&] { hang_up.emit(asio::cancellation_type::terminal); });
        io.restart();
        io.run();
    } catch (std::exception const& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
