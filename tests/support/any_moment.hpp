#pragma once

#include "support/task.hpp"
#include "telnyx/errors/api_user_abort_error.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/test/unit_test.hpp>

#include <string_view>

namespace telnyx::tests {

/// Cancels work after each number of handlers that it can take, the first one excepted: newer Asio ends a coroutine
/// that has not begun in its own way. `make()` returns the work, which ends or throws `api_user_abort_error` of this
/// operation. Checks that both happen.
template <class Make>
void cancel_at_any_moment(boost::asio::io_context& io, std::string_view operation, Make make) {
    int finished = 0;
    int cancelled = 0;
    for (int handlers = 1; handlers < 40; ++handlers) {
        task work(io, make());
        io.restart();
        for (int i = 0; i < handlers; ++i)
            io.poll_one();
        work.cancel();
        try {
            work.get();
            ++finished;
        } catch (api_user_abort_error const& failure) {
            BOOST_TEST(failure.operation() == operation);
            ++cancelled;
        }
    }
    BOOST_TEST(finished > 0);
    BOOST_TEST(cancelled > 0);
}

} // namespace telnyx::tests
