#include "support/random_work.hpp"
#include "support/task.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/test/unit_test.hpp>

#include <chrono>

namespace asio = boost::asio;
using namespace std::chrono_literals;
using namespace telnyx::tests;

BOOST_AUTO_TEST_SUITE(slow_reader)

BOOST_AUTO_TEST_CASE(time_that_a_reader_takes_is_not_silence_of_the_server) {
    telnyx::testing::sandbox server(telnyx::testing::sandbox_options().token_delay(0ms));
    asio::io_context io;
    telnyx::client client(io.get_executor(), sandbox_client(server).silence_timeout(100ms));
    auto const read = [&]() -> asio::awaitable<std::size_t> {
        telnyx::ai::chat_completion_params params{.messages = {telnyx::ai::user_message("Tell me about ships")}};
        auto stream = co_await client.ai.chat.stream_completion(params);
        std::size_t count = 0;
        while (auto const chunk = co_await stream.next())
            if (++count <= 2) co_await sleep_for(300ms);
        co_return count;
    };
    BOOST_TEST(run(io, read()) > 2u);
}

BOOST_AUTO_TEST_SUITE_END()
