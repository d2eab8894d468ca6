#include "support/random_work.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <memory>
#include <mutex>
#include <random>

namespace asio = boost::asio;
using namespace telnyx::tests;
using telnyx::testing::connection_end;
using telnyx::testing::recorded_request;
using telnyx::testing::reply;

namespace {

/// Makes the sandbox fail every so often, in one of many ways.
class saboteur {
  public:
    saboteur(std::uint64_t seed, int percent) : chance_(seed), percent_(percent) {}

    bool strikes(recorded_request const&) {
        std::lock_guard const lock(mutex_);
        return static_cast<int>(chance_() % 100) < percent_;
    }

    reply make_failure(recorded_request const&) {
        std::lock_guard const lock(mutex_);
        auto const bytes = chance_() % 300;
        switch (chance_() % 7) {
        case 0:
            return reply::json(500, "{}").header("retry-after-ms", "1");
        case 1:
            return reply::json(429, "{}").header("retry-after-ms", "1");
        case 2:
            return reply::text(400, "no");
        case 3:
            return reply::json(200, R"({"data": []})").cut_after_bytes(bytes, connection_end::reset);
        case 4:
            return reply::json(200, R"({"data": []})").cut_after_bytes(bytes, connection_end::fin);
        case 5:
            return reply::json(200, R"({"data": []})").cut_after_bytes(bytes, connection_end::close_notify);
        default:
            return reply::raw("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello");
        }
    }

  private:
    std::mutex mutex_;
    std::mt19937_64 chance_;
    int percent_;
};

} // namespace

BOOST_AUTO_TEST_SUITE(soak, *boost::unit_test::label("long"))

BOOST_AUTO_TEST_CASE(thousands_of_calls_and_streams_leave_nothing_behind) {
    auto const seed = test_seed();
    BOOST_TEST_MESSAGE("TELNYX_TEST_SEED=" << seed);
    telnyx::testing::sandbox server(telnyx::testing::sandbox_options()
                                        .token_delay(std::chrono::milliseconds(0))
                                        .answer_tokens(10)
                                        .max_recorded_requests(0));
    saboteur trouble(seed, 12);
    server.expect("*", "/v2/*")
        .always()
        .when([&](recorded_request const& request) { return trouble.strikes(request); })
        .reply([&](recorded_request const& request) { return trouble.make_failure(request); });

    asio::io_context io;
    telnyx::client client(io.get_executor(), sandbox_client(server).max_connections(16).header("x-test", "soak"));
    auto const tally = std::make_shared<work_tally>();
    std::uint64_t const callers = runs_over_http2() ? 5 : 50; // with 200 calls and 20 streams each
    for (std::uint64_t i = 0; i < callers; ++i) {
        asio::co_spawn(io, work_at_random(client, tally, seed + i, 200, 0, 8), asio::detached);
        asio::co_spawn(io, work_at_random(client, tally, seed + 1000 + i, 20, 100, 8), asio::detached);
    }
    io.run();

    BOOST_TEST_MESSAGE("succeeded " << tally->succeeded << ", failed " << tally->failed << ", cancelled "
                                    << tally->cancelled);
    BOOST_TEST(tally->unexpected == 0);
    BOOST_TEST(tally->succeeded + tally->failed + tally->cancelled == static_cast<int>(callers) * 220);
    BOOST_TEST(tally->failed > 0);
    BOOST_TEST(tally->cancelled > 0);
    auto const now = client.statistics();
    BOOST_TEST(now.in_use == 0u);
    BOOST_TEST(now.waiting == 0u);
    BOOST_TEST(now.open == now.idle);
    BOOST_TEST(now.open <= 16u);

    asio::co_spawn(io, client.close(), asio::detached);
    io.restart();
    io.run();
    BOOST_TEST(client.statistics().open == 0u);
}

BOOST_AUTO_TEST_SUITE_END()
