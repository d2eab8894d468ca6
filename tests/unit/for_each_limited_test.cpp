#include "telnyx/async/for_each_limited.hpp"

#include "support/task.hpp"
#include "support/thrown_by.hpp"
#include "telnyx/async/one_shot.hpp"
#include "telnyx/errors/api_user_abort_error.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/test/unit_test.hpp>

#include <list>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <tuple>
#include <vector>

namespace {

using boost::asio::awaitable;
using boost::asio::io_context;
using telnyx::for_each_limited;
using telnyx::for_each_options;
using telnyx::transform_limited;
using telnyx::async::one_shot;
using telnyx::tests::run;
using telnyx::tests::run_ready;
using telnyx::tests::task;
using telnyx::tests::thrown_by;
using numbers = std::vector<int>;
constexpr auto forever = std::chrono::steady_clock::time_point::max();

/// Numbers from 0 on, which counts how many have been read.
class counting_range {
  public:
    counting_range(int end, int& read) : end_(end), read_(&read) {}

    struct iterator {
        using value_type = int;
        using difference_type = std::ptrdiff_t;
        int operator*() const { return ++*read, at; }
        iterator& operator++() { return ++at, *this; }
        void operator++(int) { ++at; }
        bool operator==(iterator const& other) const { return at == other.at; }
        int at = 0;
        int* read = nullptr;
    };
    iterator begin() const { return {0, read_}; }
    iterator end() const { return {end_, nullptr}; }

  private:
    int end_;
    int* read_;
};

/// Numbers, the third of which cannot be read.
struct broken_range {
    struct iterator {
        using value_type = int;
        using difference_type = std::ptrdiff_t;
        int operator*() const {
            if (at == 2) throw std::out_of_range("2");
            return at;
        }
        iterator& operator++() { return ++at, *this; }
        void operator++(int) { ++at; }
        bool operator==(iterator const& other) const { return at == other.at; }
        int at = 0;
    };
    iterator begin() const { return {}; }
    iterator end() const { return {9}; }
};

/// Items that run until the test ends them.
struct fixture {
    awaitable<int> hold(int number) {
        started.push_back(number);
        auto const released = std::make_shared<one_shot>();
        held.at(static_cast<std::size_t>(number)) = released;
        auto const [result] = co_await released->async_wait(forever, boost::asio::as_tuple(boost::asio::deferred));
        ended.push_back(number);
        if (!released->is_set()) throw boost::system::system_error(result);
        if (number == failing) throw std::runtime_error("item " + std::to_string(number));
        co_return number* number;
    }

    auto holding() {
        return [this](int number) { return hold(number); };
    }

    void release(int number) {
        held.at(static_cast<std::size_t>(number))->set();
        run_ready(io);
    }

    io_context io;
    numbers started;
    numbers ended;
    std::vector<std::shared_ptr<one_shot>> held{10};
    int failing = -1;
};

awaitable<void> nothing(int) {
    co_return;
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(for_each_limited_tests, fixture)

BOOST_AUTO_TEST_CASE(as_many_items_run_as_allowed_and_start_in_order) {
    task all(io, for_each_limited(numbers{0, 1, 2, 3, 4}, 2, holding()));
    run_ready(io);
    BOOST_TEST((started == numbers{0, 1}));
    release(1);
    BOOST_TEST((started == numbers{0, 1, 2}));
    release(0);
    BOOST_TEST((started == numbers{0, 1, 2, 3}));
    release(2);
    release(3);
    BOOST_TEST(!all.over());
    release(4);
    all.get();
    BOOST_TEST((ended == numbers{1, 0, 2, 3, 4}));
}

BOOST_AUTO_TEST_CASE(results_are_in_the_order_of_the_items) {
    task all(io, transform_limited(numbers{0, 1, 2, 3}, 3, holding()));
    run_ready(io);
    for (int const each : {2, 3, 1, 0})
        release(each);
    auto const results = all.get();
    BOOST_TEST_REQUIRE(results.size() == 4u);
    for (int i = 0; i < 4; ++i)
        BOOST_TEST(results[static_cast<std::size_t>(i)].value() == i * i);
}

BOOST_AUTO_TEST_CASE(exception_is_the_outcome_of_its_item_only) {
    failing = 1;
    task all(io, transform_limited(numbers{0, 1, 2}, 1, holding()));
    run_ready(io);
    for (int const each : {0, 1, 2})
        release(each);
    auto const results = all.get();
    BOOST_TEST(results.at(0).value() == 0);
    BOOST_TEST(!results.at(1).has_value());
    BOOST_TEST(thrown_by<std::runtime_error>([&] { results.at(1).value(); }).what() == std::string("item 1"));
    BOOST_TEST(results.at(2).value() == 4);
}

BOOST_AUTO_TEST_CASE(exception_is_thrown_when_the_others_have_ended) {
    failing = 0;
    task all(io, for_each_limited(numbers{0, 1, 2}, 2, holding()));
    run_ready(io);
    release(0);
    BOOST_TEST((started == numbers{0, 1, 2}));
    release(1);
    BOOST_TEST(!all.over());
    release(2);
    BOOST_CHECK_THROW(all.get(), std::runtime_error);
}

BOOST_AUTO_TEST_CASE(exception_can_stop_the_others) {
    failing = 1;
    auto const options = for_each_options().stop_on_error();
    for (bool const keeps_results : {false, true}) {
        started.clear();
        ended.clear();
        auto const check = [&](auto all) {
            run_ready(io);
            release(1);
            BOOST_TEST(thrown_by<std::runtime_error>([&] { all.get(); }).what() == std::string("item 1"));
        };
        if (keeps_results)
            check(task(io, transform_limited(numbers{0, 1, 2, 3}, 2, holding(), options)));
        else
            check(task(io, for_each_limited(numbers{0, 1, 2, 3}, 2, holding(), options)));
        BOOST_TEST((started == numbers{0, 1}));
        BOOST_TEST((ended == numbers{1, 0}));
    }
}

BOOST_AUTO_TEST_CASE(cancellation_ends_what_runs_and_starts_nothing) {
    task all(io, for_each_limited(numbers{0, 1, 2, 3}, 2, holding()));
    run_ready(io);
    all.cancel();
    BOOST_CHECK_THROW(all.get(), telnyx::api_user_abort_error);
    BOOST_TEST((started == numbers{0, 1}));
    BOOST_TEST(ended.size() == 2u);
}

BOOST_AUTO_TEST_CASE(cancellation_waits_for_an_item_that_ignores_it) {
    one_shot gate;
    bool ended_late = false;
    auto const stubborn = [&](int) -> awaitable<void> {
        co_await gate.async_wait_uncancelled(boost::asio::as_tuple(boost::asio::deferred));
        ended_late = true;
    };
    task all(io, for_each_limited(numbers{0, 1}, 1, stubborn));
    run_ready(io);
    all.cancel();
    run_ready(io);
    BOOST_TEST(!all.over());
    gate.set();
    BOOST_CHECK_THROW(all.get(), telnyx::api_user_abort_error);
    BOOST_TEST(ended_late);
}

BOOST_AUTO_TEST_CASE(coroutine_that_is_cancelled_already_starts_nothing) {
    auto const late = [this]() -> awaitable<void> {
        co_await boost::asio::this_coro::throw_if_cancelled(false);
        one_shot never;
        co_await never.async_wait(forever, boost::asio::as_tuple(boost::asio::deferred));
        co_await boost::asio::this_coro::throw_if_cancelled(true);
        auto all = for_each_limited(numbers{0, 1}, 1, holding());
        co_await std::move(all);
    };
    task all(io, late);
    run_ready(io);
    all.cancel();
    BOOST_CHECK_THROW(all.get(), boost::system::system_error);
    BOOST_TEST(started.empty());
}

BOOST_AUTO_TEST_CASE(items_are_read_as_they_start) {
    int read = 0;
    task all(io, for_each_limited(counting_range(8, read), 3, holding()));
    run_ready(io);
    BOOST_TEST(read == 3);
    release(0);
    BOOST_TEST(read == 4);
    all.cancel();
    BOOST_CHECK_THROW(all.get(), telnyx::api_user_abort_error);
    BOOST_TEST(read == 4);
}

BOOST_AUTO_TEST_CASE(million_items_pass) {
    int read = 0;
    run(io, for_each_limited(counting_range(1'000'000, read), 100, nothing));
    BOOST_TEST(read == 1'000'000);
}

BOOST_AUTO_TEST_CASE(empty_range_ends_at_once) {
    run(io, for_each_limited(numbers{}, 3, nothing));
    BOOST_TEST(run(io, transform_limited(numbers{}, 3, nothing)).empty());
}

BOOST_AUTO_TEST_CASE(limit_of_zero_or_less_is_refused_at_once) {
    for (int const most : {0, -1}) {
        auto const refused = [](auto function) {
            BOOST_TEST(thrown_by<telnyx::invalid_argument_error>(function).parameter() == "most");
        };
        refused([&] { std::ignore = for_each_limited(numbers{}, most, nothing); });
        refused([&] { std::ignore = transform_limited(numbers{}, most, nothing); });
    }
}

BOOST_AUTO_TEST_CASE(functions_without_a_result_have_outcomes_too) {
    auto const odd_fails = [](int number) -> awaitable<void> {
        if (number % 2 != 0) throw std::runtime_error("odd");
        co_return;
    };
    auto const outcomes = run(io, transform_limited(numbers{0, 1}, 2, odd_fails));
    BOOST_TEST(outcomes.at(0).has_value());
    BOOST_CHECK_NO_THROW(outcomes.at(0).value());
    BOOST_CHECK_THROW(outcomes.at(1).value(), std::runtime_error);
}

BOOST_AUTO_TEST_CASE(function_that_throws_before_it_returns_fails_its_item) {
    auto const picky = [](int number) -> awaitable<int> {
        if (number == 0) throw std::runtime_error("zero");
        return []() -> awaitable<int> { co_return 7; }();
    };
    auto const outcomes = run(io, transform_limited(numbers{0, 1}, 1, picky));
    BOOST_CHECK_THROW(outcomes.at(0).value(), std::runtime_error);
    BOOST_TEST(outcomes.at(1).value() == 7);
}

BOOST_AUTO_TEST_CASE(elements_are_moved_out_of_a_container_and_copied_out_of_a_view) {
    std::list<std::unique_ptr<int>> owned;
    owned.push_back(std::make_unique<int>(5));
    auto const read = [](std::unique_ptr<int> item) -> awaitable<int> { co_return *item; };
    BOOST_TEST(run(io, transform_limited(std::move(owned), 1, read)).at(0).value() == 5);

    std::vector<std::string> texts{"a text that is too long for a small string"};
    auto const size = [](std::string item) -> awaitable<std::size_t> { co_return item.size(); };
    BOOST_TEST(run(io, transform_limited(std::span(texts), 1, size)).at(0).value() == 42u);
    BOOST_TEST(texts[0].size() == 42u);
}

BOOST_AUTO_TEST_CASE(exception_of_the_range_ends_it) {
    task all(io, for_each_limited(broken_range(), 1, holding()));
    run_ready(io);
    release(0);
    release(1);
    BOOST_CHECK_THROW(all.get(), std::out_of_range);
    BOOST_TEST((ended == numbers{0, 1}));
}

BOOST_AUTO_TEST_CASE(context_may_go_in_the_middle) {
    auto own = std::make_unique<io_context>();
    auto all = std::make_unique<task<void>>(*own, for_each_limited(numbers{0, 1, 2}, 2, holding()));
    run_ready(*own);
    own.reset();
    BOOST_TEST((started == numbers{0, 1}));
}

BOOST_AUTO_TEST_SUITE_END()
