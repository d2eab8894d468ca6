// Uses each kind of call and what the library has for tests; compiled by the compilers and with the options of
// toolchains.cmake.

#include "telnyx/telnyx.hpp"
#include "telnyx/testing/certificate_authority.hpp"
#include "telnyx/testing/manual_clock.hpp"
#include "telnyx/testing/sandbox.hpp"
#include "telnyx/testing/scripted_transport.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include <iostream>

namespace asio = boost::asio;

asio::awaitable<void> talk() {
    telnyx::testing::sandbox sandbox;
    auto const options = telnyx::client_options()
                             .base_url(sandbox.base_url())
                             .api_key(sandbox.api_key())
                             .tls(telnyx::tls_options().ca_pem(sandbox.ca_pem()));
    telnyx::client client{co_await asio::this_coro::executor, options};
    telnyx::ai::chat_completion_params params{.messages = {telnyx::ai::user_message("Hello, world!")}};
    auto completion = co_await client.ai.chat.create_completion(params);
    std::cout << completion.choices.at(0).message.content.value_or("") << '\n';
    auto stream = co_await client.ai.chat.stream_completion(params);
    for (;;) {
        auto chunk = co_await stream.next();
        if (!chunk) break;
        for (auto const& choice : chunk->choices)
            std::cout << choice.delta.content.value_or("") << std::flush;
    }
    auto list = client.ai.conversations.insights.list();
    for (;;) {
        auto each = co_await list.next();
        if (!each) break;
        std::cout << each->name.value_or("") << '\n';
    }
    co_await client.close();
}

int main() {
    asio::io_context io;
    asio::co_spawn(io, talk(), [](std::exception_ptr failure) {
        if (failure) std::rethrow_exception(failure);
    });
    io.run();
}
