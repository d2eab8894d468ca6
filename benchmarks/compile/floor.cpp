// What every program with a coroutine on Asio and Boost.JSON's `value` in its interface compiles: no client at all. No
// library with such an interface can compile faster.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/json/value.hpp>

#include <exception>
#include <iostream>
#include <string_view>

namespace asio = boost::asio;

asio::awaitable<boost::json::value> answer(); // in another file

asio::awaitable<void> ask() {
    auto value = co_await answer();
    std::cout << std::string_view(value.as_string()) << '\n';
}

int main() {
    asio::io_context io;
    asio::co_spawn(io, ask(), [](std::exception_ptr failure) {
        if (failure) std::rethrow_exception(failure);
    });
    io.run();
}
