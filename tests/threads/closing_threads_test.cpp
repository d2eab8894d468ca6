// Calls that pause are ended from another thread than those that run them.

#include "support/random_work.hpp"
#include "telnyx/ai/models.hpp"
#include "telnyx/testing/scripted_transport.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/strand.hpp>
#include <boost/test/unit_test.hpp>

#include <atomic>
#include <chrono>
#include <exception>
#include <memory>
#include <thread>
#include <vector>

namespace asio = boost::asio;

namespace {

/// Another clock than the system's, which tells the same time.
class other_clock final : public telnyx::clock {};

} // namespace

BOOST_AUTO_TEST_SUITE(closing_threads)

BOOST_AUTO_TEST_CASE(pauses_are_ended_from_another_thread) {
    constexpr int calls = 40;
    for (bool const own_clock : {false, true})
        for (bool const gracefully : {false, true}) {
            auto const network = std::make_shared<telnyx::testing::scripted_transport>();
            network->expect("GET", "/v2/ai/models")
                .always()
                .reply(telnyx::testing::scripted_reply::json(503, "{}")
                           .header("retry-after-ms", gracefully ? "50" : "60000")
                           .may_be_given_up());
            asio::io_context io;
            telnyx::client_options options;
            options.api_key("KEY").base_url("https://api.test/v2").custom_transport(network).max_retries(1);
            if (own_clock) options.custom_clock(std::make_shared<other_clock>());
            telnyx::client client(io.get_executor(), options);
            std::atomic<int> failed = 0;
            for (int i = 0; i < calls; ++i)
                asio::co_spawn(asio::make_strand(io), client.ai.retrieve_models(),
                               [&](std::exception_ptr failure, auto const&) { failed += failure ? 1 : 0; });
            std::thread closer([&] {
                while (client.statistics().pausing == 0 && failed == 0)
                    std::this_thread::yield();
                if (gracefully)
                    asio::co_spawn(io, client.close(), asio::detached);
                else
                    client.abort();
            });
            std::vector<std::thread> threads;
            for (int i = 0; i < 3; ++i)
                threads.emplace_back([&] { io.run(); });
            for (auto& each : threads)
                each.join();
            closer.join();
            BOOST_TEST(failed == calls);
            BOOST_TEST(client.statistics().calls == 0U);
            BOOST_TEST(client.statistics().pausing == 0U);
            network->abort();
        }
}

BOOST_AUTO_TEST_SUITE_END()
