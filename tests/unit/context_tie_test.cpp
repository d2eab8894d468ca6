#include "telnyx/async/context_tie.hpp"

#include "telnyx/async/cancellable_task.hpp"

#include "support/allocation_counter.hpp"
#include "support/task.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <memory>
#include <utility>
#include <vector>

namespace {

using boost::asio::io_context;
using telnyx::async::cancellable_task;
using telnyx::async::context_tie;
using telnyx::tests::run_ready;

} // namespace

BOOST_AUTO_TEST_SUITE(context_ties)

BOOST_AUTO_TEST_CASE(what_is_tied_lets_go_once_when_the_context_ends) {
    int count = 0;
    auto io = std::make_unique<io_context>();
    {
        context_tie const tie(io->get_executor(), [&] { ++count; });
        BOOST_TEST(count == 0);
        io.reset();
        BOOST_TEST(count == 1);
    }
    BOOST_TEST(count == 1);
}

BOOST_AUTO_TEST_CASE(what_is_tied_lets_go_once_when_it_goes_away) {
    int count = 0;
    {
        io_context io;
        {
            context_tie tie(io.get_executor(), [&] { ++count; });
            tie.cut();
            BOOST_TEST(count == 1);
        }
        context_tie const other(boost::asio::make_strand(io), [&] { ++count; });
    }
    BOOST_TEST(count == 2);
}

BOOST_AUTO_TEST_CASE(any_context_will_do) {
    int count = 0;
    auto threads = std::make_unique<boost::asio::thread_pool>(1);
    context_tie const tie(threads->get_executor(), [&] { ++count; });
    threads.reset();
    BOOST_TEST(count == 1);
}

BOOST_AUTO_TEST_CASE(letting_go_may_end_the_life_of_the_object) {
    struct object {
        explicit object(io_context& io, std::shared_ptr<object>& last)
            : tie(io.get_executor(), [&last] { last.reset(); }) {}
        context_tie tie;
    };
    auto io = std::make_unique<io_context>();
    std::shared_ptr<object> last;
    last = std::make_shared<object>(*io, last);
    io.reset();
    BOOST_TEST((last == nullptr));
}

BOOST_AUTO_TEST_CASE(tie_to_a_context_that_has_been_shut_down_is_cut_at_once) {
    struct late {
        late(io_context& io, int& cut) : executor(io.get_executor()), count(cut) {}
        ~late() {
            context_tie const tie(executor, [this] { ++count; });
            BOOST_TEST(count == 1);
        }
        io_context::executor_type executor;
        int& count;
    };
    int count = 0;
    auto io = std::make_unique<io_context>();
    context_tie const first(io->get_executor(), [] {}); // so that the context knows of ties
    // Handlers go away after that.
    boost::asio::post(*io, [held = std::make_unique<late>(*io, count)] {});
    io.reset();
    BOOST_TEST(count == 1);
}

BOOST_AUTO_TEST_CASE(ties_that_are_cut_leave_nothing_behind) {
    io_context io;
    std::vector<std::unique_ptr<context_tie>> lasting;
    for (int i = 0; i < 10; ++i)
        lasting.push_back(std::make_unique<context_tie>(io.get_executor(), [] {}));
    auto const make_and_cut = [&] {
        for (int i = 0; i < 1'000; ++i)
            context_tie(io.get_executor(), [] {}).cut();
    };
    make_and_cut();
    auto const before = allocated_bytes();
    for (int i = 0; i < 10; ++i)
        make_and_cut();
    BOOST_TEST(allocated_bytes() < before + 10'000);
}

BOOST_AUTO_TEST_CASE(errand_may_outlive_its_context) {
    for (bool const on_a_strand : {false, true}) {
        auto const work = std::make_shared<cancellable_task<int>>();
        auto io = std::make_unique<io_context>();
        auto made = []() -> boost::asio::awaitable<int> {
            co_await telnyx::tests::pause(std::chrono::hours(1));
            co_return 1;
        }();
        if (on_a_strand)
            work->start(boost::asio::make_strand(*io), std::move(made));
        else
            work->start(io->get_executor(), std::move(made));
        run_ready(*io);
        BOOST_TEST(!work->ended().is_set());
        if (on_a_strand) work->cancel();
        io.reset();
        BOOST_TEST(work->ended().is_set());
        work->cancel();
        BOOST_CHECK_THROW(work->take_result(), telnyx::api_user_abort_error);
    }
}

BOOST_AUTO_TEST_CASE(errand_that_is_over_keeps_its_result) {
    auto const work = std::make_shared<cancellable_task<int>>();
    {
        io_context io;
        work->start(io.get_executor(), []() -> boost::asio::awaitable<int> { co_return 7; }());
        run_ready(io);
    }
    BOOST_TEST(work->ended().is_set());
    work->cancel();
    BOOST_TEST(work->take_result() == 7);
}

BOOST_AUTO_TEST_SUITE_END()
