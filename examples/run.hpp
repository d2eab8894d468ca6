#pragma once

// What every example here needs: an event loop for its coroutine, and a place for its errors.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <exception>
#include <iostream>
#include <utility>

/// Runs a coroutine to its end; gives the exit status of the program.
inline int run(boost::asio::awaitable<void> example) {
    try {
        boost::asio::io_context io;
        boost::asio::co_spawn(io, std::move(example), [](std::exception_ptr failure) {
            if (failure) std::rethrow_exception(failure);
        });
        io.run();
        return 0;
    } catch (std::exception const& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
