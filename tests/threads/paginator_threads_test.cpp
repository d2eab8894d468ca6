#include "support/random_work.hpp"
#include "telnyx/ai/insights.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/strand.hpp>
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <random>
#include <thread>
#include <vector>

namespace asio = boost::asio;
using namespace telnyx::tests;
using telnyx::testing::reply;

namespace {

/// Begins to read lists that never end, with the next page always on its way, and drops them at any time.
asio::awaitable<void> read_and_drop(telnyx::client client, std::shared_ptr<work_tally> tally, std::uint64_t seed,
                                    bool cancel) {
    using namespace asio::experimental::awaitable_operators;
    std::mt19937_64 chance(seed);
    for (int round = 0; round < 12; ++round) {
        auto list = client.ai.conversations.insights.list();
        list.prefetch();
        auto const read = [](auto items, std::uint64_t count) -> asio::awaitable<void> {
            for (std::uint64_t i = 0; i < count; ++i)
                co_await items.next();
        };
        auto const count = 1 + chance() % 5;
        auto const patience = std::chrono::microseconds(chance() % 4000);
        try {
            if (cancel)
                co_await (read(std::move(list), count) || sleep_for(patience));
            else
                co_await read(std::move(list), count);
            ++tally->succeeded;
        } catch (std::exception const&) {
            ++tally->unexpected;
        }
    }
}

void read_in_threads(bool cancel) {
    telnyx::testing::sandbox server;
    server.on("GET", "/v2/ai/conversations/insights").reply([](telnyx::testing::recorded_request const& request) {
        auto const page = request.query_parameter("page[number]").value_or("1");
        return reply::json(200, R"({"data": [{"id": "a)" + page + R"(", "created_at": "x", "instructions": "i"},
                                             {"id": "b", "created_at": "x", "instructions": "i"}],
                                    "meta": {"page_size": 2, "total_pages": 9}})");
    });
    asio::io_context io;
    telnyx::client client(io.get_executor(), sandbox_client(server).max_connections(8));
    auto const tally = std::make_shared<work_tally>();
    constexpr int readers = 24;
    for (std::uint64_t i = 0; i < readers; ++i) {
        // `||` needs a strand; what is fetched ahead has to be safe without one as well.
        if (cancel)
            asio::co_spawn(asio::make_strand(io), read_and_drop(client, tally, i, true), asio::detached);
        else
            asio::co_spawn(io, read_and_drop(client, tally, i, false), asio::detached);
    }
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] { io.run(); });
    for (auto& each : threads)
        each.join();
    BOOST_TEST(tally->succeeded == readers * 12);
    BOOST_TEST(tally->unexpected == 0);
    auto const now = client.statistics();
    BOOST_TEST(now.in_use == 0u);
    BOOST_TEST(now.waiting == 0u);
}

} // namespace

BOOST_AUTO_TEST_SUITE(paginator_threads)

BOOST_AUTO_TEST_CASE(lists_are_dropped_while_their_next_page_is_fetched) {
    read_in_threads(false);
}

BOOST_AUTO_TEST_CASE(lists_are_cancelled_while_their_next_page_is_fetched) {
    read_in_threads(true);
}

BOOST_AUTO_TEST_SUITE_END()
