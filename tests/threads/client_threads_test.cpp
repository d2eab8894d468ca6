#include "support/random_work.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <random>
#include <thread>
#include <vector>

namespace asio = boost::asio;
using namespace telnyx::tests;

namespace {

telnyx::testing::sandbox_options quick() {
    return telnyx::testing::sandbox_options().token_delay(std::chrono::milliseconds(0));
}

void run_in_threads(asio::io_context& io, int count) {
    std::vector<std::thread> threads;
    for (int i = 0; i < count; ++i)
        threads.emplace_back([&] { io.run(); });
    for (auto& each : threads)
        each.join();
}

void check_at_rest(telnyx::client const& client) {
    auto const now = client.statistics();
    BOOST_TEST(now.in_use == 0u);
    BOOST_TEST(now.waiting == 0u);
    BOOST_TEST(now.open == now.idle);
}

} // namespace

BOOST_AUTO_TEST_SUITE(client_threads)

BOOST_AUTO_TEST_CASE(four_threads_share_a_client_on_one_context) {
    auto const seed = test_seed();
    BOOST_TEST_MESSAGE("TELNYX_TEST_SEED=" << seed);
    telnyx::testing::sandbox server(quick());
    asio::io_context io;
    telnyx::client client(io.get_executor(), sandbox_client(server).max_connections(8));
    auto const tally = std::make_shared<work_tally>();
    for (std::uint64_t i = 0; i < 48; ++i)
        asio::co_spawn(asio::make_strand(io), work_at_random(client, tally, seed + i, 12, 30, 25), asio::detached);
    run_in_threads(io, 4);
    BOOST_TEST(tally->unexpected == 0);
    BOOST_TEST(tally->failed == 0);
    BOOST_TEST(tally->succeeded + tally->cancelled == 48 * 12);
    check_at_rest(client);
}

BOOST_AUTO_TEST_CASE(callers_without_a_strand_share_a_client_too) {
    telnyx::testing::sandbox server(quick());
    asio::io_context io;
    telnyx::client client(io.get_executor(), sandbox_client(server).max_connections(4));
    auto const tally = std::make_shared<work_tally>();
    for (std::uint64_t i = 0; i < 32; ++i)
        asio::co_spawn(io, work_at_random(client, tally, i, 10, 30, 0), asio::detached);
    run_in_threads(io, 4);
    BOOST_TEST(tally->succeeded == 32 * 10);
    check_at_rest(client);
}

BOOST_AUTO_TEST_CASE(every_context_has_its_own_client) {
    auto const seed = test_seed();
    BOOST_TEST_MESSAGE("TELNYX_TEST_SEED=" << seed);
    telnyx::testing::sandbox server(quick());
    auto const tally = std::make_shared<work_tally>();
    std::vector<std::thread> threads;
    for (std::uint64_t i = 0; i < 4; ++i)
        threads.emplace_back([&, i] {
            asio::io_context io(1);
            telnyx::client client(io.get_executor(), sandbox_client(server));
            for (std::uint64_t k = 0; k < 12; ++k)
                asio::co_spawn(io, work_at_random(client, tally, seed + 100 * i + k, 10, 30, 25), asio::detached);
            io.run();
        });
    for (auto& each : threads)
        each.join();
    BOOST_TEST(tally->unexpected == 0);
    BOOST_TEST(tally->failed == 0);
    BOOST_TEST(tally->succeeded + tally->cancelled == 4 * 12 * 10);
}

BOOST_AUTO_TEST_CASE(client_is_closed_while_threads_use_it) {
    auto const seed = test_seed();
    BOOST_TEST_MESSAGE("TELNYX_TEST_SEED=" << seed);
    for (bool const breaks_off : {false, true}) {
        telnyx::testing::sandbox server(quick());
        asio::io_context io;
        telnyx::client client(io.get_executor(), sandbox_client(server).max_connections(4));
        auto const tally = std::make_shared<work_tally>();
        for (std::uint64_t i = 0; i < 32; ++i)
            asio::co_spawn(asio::make_strand(io), work_at_random(client, tally, seed + i, 10, 30, 25), asio::detached);
        bool reached = false;
        std::thread closer([&] {
            reached = server.wait_for_requests(40);
            if (breaks_off)
                client.abort();
            else
                asio::co_spawn(io, client.close(), asio::detached);
        });
        run_in_threads(io, 3);
        closer.join();
        BOOST_TEST(reached);
        BOOST_TEST(tally->unexpected == 0);
        BOOST_TEST(tally->failed > 0);
        BOOST_TEST(client.statistics().open == 0u);
    }
}

BOOST_AUTO_TEST_CASE(handles_may_go_away_on_another_thread_during_calls) {
    telnyx::testing::sandbox server(quick());
    asio::io_context io;
    auto const tally = std::make_shared<work_tally>();
    std::optional<telnyx::client> client(std::in_place, io.get_executor(), sandbox_client(server));
    for (std::uint64_t i = 0; i < 16; ++i)
        asio::co_spawn(asio::make_strand(io), work_at_random(*client, tally, i, 5, 30, 25), asio::detached);
    bool reached = false;
    std::thread destroyer([&] {
        reached = server.wait_for_requests(10);
        client.reset();
    });
    run_in_threads(io, 3);
    destroyer.join();
    BOOST_TEST(reached);
    BOOST_TEST(tally->unexpected == 0);
    BOOST_TEST(tally->succeeded + tally->cancelled == 16 * 5);
}

namespace {

/// Makes clients, has them work, and closes, breaks off or drops them in the middle of it.
asio::awaitable<void> live_and_die(telnyx::client_options options, std::shared_ptr<work_tally> tally,
                                   std::uint64_t seed) {
    auto const executor = co_await asio::this_coro::executor;
    std::mt19937_64 chance(seed);
    for (int round = 0; round < 4; ++round) {
        std::optional<telnyx::client> client(std::in_place, executor, options);
        for (int i = 0; i < 4; ++i)
            asio::co_spawn(asio::make_strand(executor), work_at_random(*client, tally, chance(), 3, 40, 25),
                           asio::detached);
        co_await sleep_for(std::chrono::microseconds(chance() % 20'000));
        switch (chance() % 3) {
        case 0:
            co_await client->close();
            break;
        case 1:
            client->abort();
            break;
        default:
            break;
        }
        client.reset();
    }
}

} // namespace

BOOST_AUTO_TEST_CASE(clients_come_and_go_at_random) {
    auto const seed = test_seed();
    BOOST_TEST_MESSAGE("TELNYX_TEST_SEED=" << seed);
    telnyx::testing::sandbox server(quick());
    asio::io_context io;
    auto const tally = std::make_shared<work_tally>();
    for (std::uint64_t i = 0; i < 6; ++i)
        asio::co_spawn(io, live_and_die(sandbox_client(server).max_connections(3), tally, seed + i), asio::detached);
    run_in_threads(io, 4);
    BOOST_TEST(tally->unexpected == 0);
    BOOST_TEST(tally->succeeded + tally->cancelled + tally->failed == 6 * 4 * 4 * 3);
    BOOST_TEST(tally->succeeded > 0);
}

BOOST_AUTO_TEST_CASE(context_is_stopped_and_restarted_in_the_middle_of_calls) {
    telnyx::testing::sandbox server(quick());
    asio::io_context io;
    telnyx::client client(io.get_executor(), sandbox_client(server).max_connections(4));
    auto const tally = std::make_shared<work_tally>();
    for (std::uint64_t i = 0; i < 16; ++i)
        asio::co_spawn(asio::make_strand(io), work_at_random(client, tally, i, 6, 30, 0), asio::detached);
    for (std::size_t round = 1; round <= 3; ++round) {
        bool reached = false;
        std::thread stopper([&] {
            reached = server.wait_for_requests(round * 10);
            io.stop();
        });
        run_in_threads(io, 3);
        stopper.join();
        BOOST_TEST(reached);
        io.restart();
    }
    run_in_threads(io, 3);
    BOOST_TEST(tally->succeeded == 16 * 6);
    check_at_rest(client);
}

BOOST_AUTO_TEST_CASE(context_is_destroyed_in_the_middle_of_calls) {
    telnyx::testing::sandbox server(quick());
    for (std::uint64_t round = 0; round < 5; ++round) {
        auto io = std::make_unique<asio::io_context>();
        std::optional<telnyx::client> client(std::in_place, io->get_executor(),
                                             sandbox_client(server).max_connections(3));
        auto const tally = std::make_shared<work_tally>();
        for (std::uint64_t i = 0; i < 16; ++i)
            asio::co_spawn(asio::make_strand(*io), work_at_random(*client, tally, i, 10, 50, 0), asio::detached);
        bool reached = false;
        std::thread stopper([&] {
            reached = server.wait_for_requests((round + 1) * 12);
            io->stop();
        });
        run_in_threads(*io, 3);
        stopper.join();
        BOOST_TEST(reached);
        client.reset();
        io.reset();
        BOOST_TEST(tally->unexpected == 0);
    }
}

BOOST_AUTO_TEST_SUITE_END()
