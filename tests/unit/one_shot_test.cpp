#include "telnyx/async/one_shot.hpp"

#include "support/task.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <memory>
#include <optional>

namespace {

using boost::asio::cancellation_type;
using boost::asio::io_context;
using boost::system::error_code;
using telnyx::async::one_shot;
using telnyx::tests::run_ready;
using telnyx::tests::task;
using time_point = std::chrono::steady_clock::time_point;

constexpr auto as_result = boost::asio::as_tuple(boost::asio::deferred);

/// A wait with a handler that is called, and a signal to cancel it.
struct called {
    void begin(io_context& io, one_shot& event, time_point deadline = time_point::max()) {
        event.async_wait(deadline,
                         boost::asio::bind_executor(io, boost::asio::bind_cancellation_slot(
                                                            stop.slot(), [this](error_code code) { result = code; })));
    }

    boost::asio::cancellation_signal stop;
    std::optional<error_code> result;
};

} // namespace

BOOST_AUTO_TEST_SUITE(one_shots)

BOOST_AUTO_TEST_CASE(event_may_happen_before_during_and_after_the_wait) {
    io_context io;
    for (bool const before : {true, false}) {
        one_shot event;
        called wait;
        if (before) event.set();
        wait.begin(io, event);
        if (!before) {
            run_ready(io);
            BOOST_TEST(!wait.result.has_value());
            event.set();
        }
        run_ready(io);
        BOOST_TEST(wait.result.has_value());
        BOOST_TEST(event.is_set());
        event.set();
    }
}

BOOST_AUTO_TEST_CASE(wait_ends_when_its_time_is_over) {
    io_context io;
    one_shot event;
    called wait;
    wait.begin(io, event, time_point::min());
    run_ready(io);
    BOOST_TEST(!wait.result.value());
    BOOST_TEST(!event.is_set());
}

BOOST_AUTO_TEST_CASE(every_kind_of_cancellation_ends_a_wait) {
    for (auto const kind : {cancellation_type::terminal, cancellation_type::partial, cancellation_type::total}) {
        io_context io;
        one_shot event;
        called wait;
        wait.begin(io, event);
        wait.stop.emit(kind);
        run_ready(io);
        BOOST_TEST((wait.result.value() == boost::asio::error::operation_aborted));
        BOOST_TEST(!event.is_set());
    }
    io_context io;
    one_shot event;
    called wait;
    wait.begin(io, event);
    wait.stop.emit(cancellation_type::none);
    run_ready(io);
    BOOST_TEST(!wait.result.has_value());
}

BOOST_AUTO_TEST_CASE(signal_may_come_when_the_wait_is_over_and_everything_gone) {
    called wait;
    {
        io_context io;
        one_shot event;
        wait.begin(io, event);
        event.set();
        wait.stop.emit(cancellation_type::terminal); // ended, and its handler is on the way
        run_ready(io);
        BOOST_TEST(!wait.stop.slot().has_handler());
        wait.stop.emit(cancellation_type::terminal);
        wait.begin(io, event, time_point::max());
    }
    wait.stop.emit(cancellation_type::terminal);
}

BOOST_AUTO_TEST_CASE(one_event_can_be_waited_for_again) {
    io_context io;
    one_shot event;
    called first;
    first.begin(io, event);
    first.stop.emit(cancellation_type::terminal);
    run_ready(io);
    called second;
    second.begin(io, event);
    first.stop.emit(cancellation_type::terminal);
    run_ready(io);
    BOOST_TEST(!second.result.has_value());
    event.set();
    run_ready(io);
    BOOST_TEST(second.result.has_value());
}

BOOST_AUTO_TEST_CASE(event_that_goes_away_ends_its_wait) {
    io_context io;
    called wait;
    {
        one_shot event;
        wait.begin(io, event);
    }
    run_ready(io);
    BOOST_TEST((wait.result.value() == boost::asio::error::operation_aborted));
}

BOOST_AUTO_TEST_CASE(event_may_outlive_the_context_of_its_wait) {
    one_shot event;
    called wait;
    {
        io_context io;
        wait.begin(io, event);
        run_ready(io);
    }
    event.set();
    BOOST_TEST(!wait.result.has_value());
    io_context other;
    called again;
    again.begin(other, event);
    run_ready(other);
    BOOST_TEST(again.result.has_value());
}

BOOST_AUTO_TEST_CASE(wait_can_be_kept_from_being_cancelled) {
    io_context io;
    one_shot event;
    bool cancelled = false;
    auto wait = task(io, [&]() -> boost::asio::awaitable<void> {
        co_await boost::asio::this_coro::throw_if_cancelled(false);
        co_await event.async_wait_uncancelled(as_result);
        auto const state = co_await boost::asio::this_coro::cancellation_state;
        cancelled = state.cancelled() != cancellation_type::none;
    });
    run_ready(io);
    for (int i = 0; i < 2; ++i) {
        wait.cancel();
        run_ready(io);
        BOOST_TEST(!wait.over());
    }
    event.set();
    wait.get();
    BOOST_TEST(cancelled);
}

BOOST_AUTO_TEST_SUITE_END()
