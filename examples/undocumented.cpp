// Calls an endpoint that the library has no method for, with the same retries and errors.

#include "telnyx/client.hpp"
#include "telnyx/errors.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <exception>
#include <iostream>

namespace asio = boost::asio;

asio::awaitable<void> call_by_path() {
    telnyx::client client{co_await asio::this_coro::executor};
    auto const answer = co_await client.get("/ai/models");
    for (auto const& model : answer.json.at("data").as_array())
        std::cout << model.at("id").as_string() << '\n';
}

int main() {
    try {
        asio::io_context io;
        asio::co_spawn(io, call_by_path(), [](std::exception_ptr failure) {
            if (failure) std::rethrow_exception(failure);
        });
        io.run();
    } catch (std::exception const& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
