#pragma once

#include "support/client_fixture.hpp"
#include "support/task.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/test/unit_test.hpp>

#include <chrono>

namespace telnyx::tests {

/// Runs a call of a new fixture for each number of handlers that it can take, and passes the fixture and that number to
/// `then`.
template <class Then>
void after_any_handler(bool streamed, Then then) {
    bool whole = false;
    for (int handlers = 0; !whole; ++handlers) {
        client_fixture f(testing::sandbox_options().answer_tokens(3));
        auto call = task(f.io, [handle = f.client, streamed]() -> boost::asio::awaitable<void> {
            if (streamed)
                co_await count_chunks(handle);
            else
                co_await handle.ai.retrieve_models();
        });
        for (int i = 0; i < handlers && !call.over(); ++i) {
            f.io.restart();
            f.io.run_one_for(std::chrono::seconds(5));
        }
        whole = call.over();
        then(f, handlers);
        BOOST_TEST_REQUIRE(handlers < 1000);
    }
}

} // namespace telnyx::tests
