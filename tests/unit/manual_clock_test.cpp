#include "telnyx/testing/manual_clock.hpp"

#include "support/task.hpp"

#include <boost/asio/error.hpp>
#include <boost/test/unit_test.hpp>

#include <memory>
#include <thread>

namespace {

using namespace std::chrono_literals;
using boost::asio::awaitable;
using boost::asio::io_context;
using telnyx::testing::manual_clock;
using telnyx::testing::sleeping;
using telnyx::tests::run;
using telnyx::tests::run_ready;
using telnyx::tests::task;

bool was_cancelled(boost::system::system_error const& failure) {
    return failure.code() == boost::asio::error::operation_aborted;
}

} // namespace

BOOST_AUTO_TEST_SUITE(manual_clock_tests)

BOOST_AUTO_TEST_CASE(stands_still_until_it_is_moved) {
    manual_clock time;
    auto const start = time.now();
    auto const wall_start = time.wall_time();
    BOOST_TEST((start > std::chrono::steady_clock::time_point()));
    BOOST_TEST((time.now() == start));

    time.advance(3s);
    BOOST_TEST((time.now() - start == 3s));
    BOOST_TEST((time.wall_time() - wall_start == 3s));
}

BOOST_AUTO_TEST_CASE(time_of_day_can_be_set) {
    manual_clock time;
    auto const start = time.now();
    auto const noon = std::chrono::sys_days(std::chrono::year(2030) / 6 / 15) + 12h;
    time.set_wall_time(noon);
    time.advance(1min);
    BOOST_TEST((time.wall_time() == noon + 1min));
    BOOST_TEST((time.now() - start == 1min));
}

BOOST_AUTO_TEST_CASE(pause_passes_at_once_and_is_remembered) {
    io_context io;
    manual_clock time;
    auto const start = time.now();
    run(io, time.sleep(2h));
    run(io, time.sleep(0s));
    run(io, time.sleep(500ms));
    BOOST_TEST((time.pauses() == std::vector<manual_clock::duration>{2h, 0s, 500ms}));
    BOOST_TEST((time.now() - start == 2h + 500ms));
    BOOST_TEST(time.sleepers() == 0u);
}

BOOST_AUTO_TEST_CASE(pause_of_no_time_or_less_does_not_move_the_clock_back) {
    io_context io;
    manual_clock time;
    auto const start = time.now();
    run(io, time.sleep(-5s));
    BOOST_TEST((time.now() == start));
}

BOOST_AUTO_TEST_CASE(sleepers_wait_until_their_time_has_come) {
    io_context io;
    manual_clock time(sleeping::waits);
    task shorter(io, time.sleep(10s));
    task longer(io, time.sleep(20s));
    run_ready(io);
    BOOST_TEST(time.sleepers() == 2u);

    time.advance(10s - 1ns);
    run_ready(io);
    BOOST_TEST(!shorter.over());

    time.advance(1ns);
    run_ready(io);
    BOOST_TEST(shorter.over());
    BOOST_TEST(!longer.over());
    BOOST_TEST(time.sleepers() == 1u);

    time.advance(1h);
    longer.get();
    BOOST_TEST(time.sleepers() == 0u);
    BOOST_TEST((time.pauses() == std::vector<manual_clock::duration>{10s, 20s}));
}

BOOST_AUTO_TEST_CASE(time_that_has_come_before_the_wait_is_not_missed) {
    io_context io;
    manual_clock time(sleeping::waits);
    auto sleep = time.sleep(10s);
    time.advance(10s);
    run(io, std::move(sleep));
    run(io, time.sleep(0s));
}

BOOST_AUTO_TEST_CASE(sleep_can_be_cancelled) {
    io_context io;
    manual_clock time(sleeping::waits);
    task sleep(io, time.sleep(10s));
    run_ready(io);
    sleep.cancel();
    BOOST_CHECK_EXCEPTION(sleep.get(), boost::system::system_error, was_cancelled);
    BOOST_TEST(time.sleepers() == 0u);
    time.advance(1h);
}

BOOST_AUTO_TEST_CASE(sleeper_that_goes_away_with_its_context_is_forgotten) {
    manual_clock time(sleeping::waits);
    {
        io_context io;
        task sleep(io, time.sleep(10s));
        run_ready(io);
        BOOST_TEST(time.sleepers() == 1u);
    }
    BOOST_TEST(time.sleepers() == 0u);
    time.advance(1h);
}

BOOST_AUTO_TEST_CASE(clock_that_is_gone_leaves_nobody_dangling) {
    io_context io;
    auto time = std::make_unique<manual_clock>(sleeping::waits);
    task sleep(io, time->sleep(10s));
    run_ready(io);
    time.reset();
    sleep.cancel();
    BOOST_CHECK_EXCEPTION(sleep.get(), boost::system::system_error, was_cancelled);
}

BOOST_AUTO_TEST_CASE(may_be_moved_from_another_thread) {
    io_context io;
    manual_clock time(sleeping::waits);
    task sleep(io, time.sleep(10s));
    std::thread mover([&] {
        while (time.sleepers() == 0)
            std::this_thread::yield();
        for (int i = 0; i < 100; ++i)
            time.advance(100ms);
    });
    sleep.get();
    mover.join();
}

BOOST_AUTO_TEST_SUITE_END()
