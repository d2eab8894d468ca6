#include "telnyx/net/pool_book.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <deque>
#include <optional>
#include <random>
#include <utility>
#include <vector>

namespace {

using namespace std::chrono_literals;
using book = telnyx::net::pool_book<int, int>; // numbers stand for connections and for callers

constexpr int none = -1;

book::time_point at(std::chrono::seconds since_start) {
    return book::time_point(std::chrono::hours(1) + since_start);
}

book::limits limits(std::size_t connections, std::chrono::seconds idle_time = 60s) {
    return {.connections = connections, .idle_time = idle_time};
}

auto const everybody = [](int) { return true; };

/// A book with short commands, which checks that nothing happens that a test does not ask for.
struct fixture {
    explicit fixture(book::limits const& bounds) : pool(bounds) {}

    /// The connection that a caller gets: a number for an idle one, `none` for leave to open one.
    std::optional<int> acquire() {
        auto const given = pool.acquire();
        if (!given) return std::nullopt;
        return given->idle.value_or(none);
    }

    bool opens() { return acquire() == none; }

    void give_back(int connection, std::chrono::seconds now = 0s) { pool.give_back(connection, at(now), changes); }

    void discard() { pool.discard(changes); }

    /// Callers woken since the last call.
    std::vector<int> woken() {
        std::vector<int> waiters;
        for (auto const& each : changes.wake)
            waiters.push_back(each.waiter);
        changes.wake.clear();
        return waiters;
    }

    /// Connections to close since the last call.
    std::vector<int> closed() { return std::exchange(changes.close, {}); }

    ~fixture() {
        BOOST_TEST(changes.wake.empty());
        BOOST_TEST(changes.close.empty());
    }

    book pool;
    book::actions changes;
};

using numbers = std::vector<int>;

} // namespace

BOOST_AUTO_TEST_SUITE(pool_bookkeeping)

BOOST_AUTO_TEST_CASE(new_connections_are_opened_up_to_the_limit) {
    fixture f(limits(3));
    for (int i = 0; i < 3; ++i)
        BOOST_TEST(f.opens());
    BOOST_TEST(!f.acquire().has_value());
    BOOST_TEST(f.pool.open() == 3u);
    BOOST_TEST(f.pool.in_use() == 3u);
    BOOST_TEST(f.pool.idle() == 0u);
    f.discard();
    BOOST_TEST(f.opens());
}

BOOST_AUTO_TEST_CASE(connection_used_last_is_handed_out_first) {
    fixture f(limits(3));
    for (int i = 0; i < 3; ++i)
        f.acquire();
    f.give_back(1);
    f.give_back(2);
    f.give_back(3);
    BOOST_TEST(f.pool.idle() == 3u);
    BOOST_TEST(f.acquire().value_or(none) == 3);
    BOOST_TEST(f.acquire().value_or(none) == 2);
    f.give_back(3);
    BOOST_TEST(f.acquire().value_or(none) == 3);
    BOOST_TEST(f.acquire().value_or(none) == 1);
}

BOOST_AUTO_TEST_CASE(callers_are_served_in_the_order_in_which_they_came) {
    fixture f(limits(1));
    BOOST_TEST(f.opens());
    for (int const waiter : {1, 2, 3})
        f.pool.enqueue(waiter);
    BOOST_TEST(f.pool.waiting() == 3u);
    for (int const waiter : {1, 2, 3}) {
        f.give_back(7);
        BOOST_TEST(f.changes.wake.at(0).given.idle.value_or(none) == 7);
        BOOST_TEST(f.woken() == numbers{waiter}, boost::test_tools::per_element());
    }
    BOOST_TEST(f.pool.waiting() == 0u);
    BOOST_TEST(f.pool.idle() == 0u);
}

BOOST_AUTO_TEST_CASE(connection_that_is_gone_makes_room_for_the_next_caller) {
    fixture f(limits(1));
    BOOST_TEST(f.opens());
    f.pool.enqueue(1);
    f.discard();
    BOOST_TEST(!f.changes.wake.at(0).given.idle.has_value());
    BOOST_TEST(f.woken() == numbers{1}, boost::test_tools::per_element());
    BOOST_TEST(f.pool.open() == 1u);
}

BOOST_AUTO_TEST_CASE(nobody_jumps_the_queue) {
    fixture f(limits(2));
    BOOST_TEST(f.opens());
    BOOST_TEST(f.opens());
    f.pool.enqueue(1);
    f.discard();
    BOOST_TEST(f.woken() == numbers{1}, boost::test_tools::per_element());
    f.pool.enqueue(2);
    BOOST_TEST(!f.acquire().has_value());
}

BOOST_AUTO_TEST_CASE(those_who_leave_the_queue_are_not_served) {
    fixture f(limits(1));
    BOOST_TEST(f.opens());
    std::vector<book::ticket> places;
    for (int const waiter : {1, 2, 3})
        places.push_back(f.pool.enqueue(waiter));
    f.pool.remove(places[1]);
    f.pool.remove(places[0]);
    BOOST_TEST(f.pool.waiting() == 1u);
    f.give_back(7);
    BOOST_TEST(f.woken() == numbers{3}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(when_all_have_left_the_queue_newcomers_are_served_at_once) {
    fixture f(limits(1));
    BOOST_TEST(f.opens());
    f.pool.remove(f.pool.enqueue(1));
    f.give_back(7);
    BOOST_TEST(f.acquire().value_or(none) == 7);
}

BOOST_AUTO_TEST_CASE(connections_grow_old) {
    fixture f(limits(4, 10s));
    for (int i = 0; i < 4; ++i)
        f.acquire();
    f.give_back(1, 0s);
    f.give_back(2, 5s);
    f.give_back(3, 9s);
    f.pool.evict(at(9s), false, f.changes);
    BOOST_TEST(f.closed().empty());
    f.pool.evict(at(10s), false, f.changes);
    BOOST_TEST(f.closed() == numbers{1}, boost::test_tools::per_element());
    f.pool.evict(at(100s), false, f.changes);
    BOOST_TEST(f.closed() == (numbers{2, 3}), boost::test_tools::per_element());
    BOOST_TEST(f.pool.open() == 1u);
    BOOST_TEST(f.pool.in_use() == 1u);
    BOOST_TEST(f.pool.idle() == 0u);
}

BOOST_AUTO_TEST_CASE(without_an_idle_time_no_connection_is_ever_kept) {
    fixture f(limits(1, 0s));
    BOOST_TEST(f.opens());
    f.give_back(1, 5s);
    f.pool.evict(at(5s), false, f.changes);
    BOOST_TEST(f.closed() == numbers{1}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(with_an_endless_idle_time_connections_stay) {
    fixture f({.connections = 1, .idle_time = std::chrono::steady_clock::duration::max()});
    BOOST_TEST(f.opens());
    f.give_back(1, 0s);
    f.pool.evict(at(1000000s), false, f.changes);
    BOOST_TEST(f.acquire().value_or(none) == 1);
}

BOOST_AUTO_TEST_CASE(all_idle_connections_can_be_closed_at_once) {
    fixture f(limits(4));
    for (int i = 0; i < 3; ++i)
        f.acquire();
    f.give_back(1);
    f.give_back(2);
    f.pool.evict({}, true, f.changes);
    BOOST_TEST(f.closed() == (numbers{1, 2}), boost::test_tools::per_element());
    BOOST_TEST(f.pool.open() == 1u);
}

BOOST_AUTO_TEST_CASE(queue_can_be_dropped) {
    fixture f(limits(1));
    BOOST_TEST(f.opens());
    f.pool.enqueue(1);
    f.pool.enqueue(2);
    BOOST_TEST(f.pool.drop_from_queue(everybody) == (numbers{1, 2}), boost::test_tools::per_element());
    BOOST_TEST(f.pool.waiting() == 0u);
    f.give_back(7);
    BOOST_TEST(f.acquire().value_or(none) == 7);
}

BOOST_AUTO_TEST_CASE(some_of_the_queue_can_be_dropped) {
    fixture f(limits(1));
    BOOST_TEST(f.opens());
    for (int const waiter : {1, 2, 3, 4})
        f.pool.enqueue(waiter);
    auto const odd = [](int waiter) { return waiter % 2 != 0; };
    BOOST_TEST(f.pool.drop_from_queue(odd) == (numbers{1, 3}), boost::test_tools::per_element());
    f.discard();
    f.discard();
    BOOST_TEST(f.woken() == (numbers{2, 4}), boost::test_tools::per_element());
}

// Work

namespace {

/// A caller that counts what is done with callers.
struct counted_caller {
    explicit counted_caller(std::size_t which) : number(which) {}
    counted_caller(counted_caller const& other) : number(other.number) { ++steps; }
    counted_caller(counted_caller&& other) noexcept : number(other.number) { ++steps; }
    counted_caller& operator=(counted_caller const& other) {
        ++steps;
        number = other.number;
        return *this;
    }
    ~counted_caller() = default;
    bool operator==(counted_caller const& other) const {
        ++steps;
        return number == other.number;
    }

    std::size_t number;
    static inline std::size_t steps = 0;
};

} // namespace

BOOST_AUTO_TEST_CASE(ten_thousand_callers_come_and_go_without_anybody_looking_at_the_others) {
    using counting_book = telnyx::net::pool_book<int, counted_caller>;
    constexpr std::size_t callers = 10'000;
    constexpr std::size_t for_each = 8; // moved into the queue and out of it
    counting_book pool({.connections = 1, .idle_time = 60s});
    BOOST_TEST_REQUIRE(pool.acquire().has_value());
    std::vector<counting_book::ticket> places;
    places.reserve(callers);

    counted_caller::steps = 0;
    for (std::size_t i = 0; i < callers; ++i)
        places.push_back(pool.enqueue(counted_caller(i)));
    BOOST_TEST(counted_caller::steps <= for_each * callers);

    // The last to come leave first, so that those who search from the front would have the longest way.
    counted_caller::steps = 0;
    for (std::size_t i = callers; i-- > callers / 2;)
        pool.remove(places[i]);
    BOOST_TEST(counted_caller::steps <= for_each * callers / 2);

    counted_caller::steps = 0;
    counting_book::actions changes;
    for (std::size_t i = 0; i < callers / 2; ++i) {
        pool.give_back(1, at(0s), changes);
        BOOST_TEST_REQUIRE(changes.wake.size() == 1u);
        BOOST_TEST_REQUIRE(changes.wake[0].waiter.number == i);
        changes.wake.clear();
    }
    BOOST_TEST(counted_caller::steps <= for_each * callers / 2);
    BOOST_TEST(pool.waiting() == 0u);
}

// A simple model beside the book: whatever is done in whatever order, both have to agree.
namespace {

class model_check {
  public:
    explicit model_check(unsigned seed) : random_(seed), bounds_(draw_limits()), pool_(bounds_) {}

    void step() {
        switch (pick(10)) {
        case 0:
        case 1:
        case 2:
        case 3:
            arrive();
            break;
        case 4:
        case 5:
        case 6:
            finish(true);
            break;
        case 7:
            finish(false);
            break;
        case 8:
            leave();
            break;
        case 9:
            grow_old();
            break;
        }
        check();
    }

    /// Lets all callers finish, after which nobody may be left waiting.
    void drain() {
        while (in_use_ > 0)
            finish(pick(2) == 0);
        BOOST_TEST(queue_.empty());
        BOOST_TEST(pool_.waiting() == 0u);
        BOOST_TEST(pool_.in_use() == 0u);
    }

  private:
    struct queued {
        int waiter;
        book::ticket place;
    };
    struct idle {
        int connection;
        book::time_point since;
    };

    std::size_t pick(std::size_t count) { return std::uniform_int_distribution<std::size_t>(0, count - 1)(random_); }

    book::limits draw_limits() { return {.connections = 1 + pick(8), .idle_time = std::chrono::seconds(pick(20))}; }

    std::size_t open() const { return in_use_ + idle_.size(); }

    bool can_be_served() const { return !idle_.empty() || open() < bounds_.connections; }

    void take(book::grant const& given) {
        if (given.idle) {
            BOOST_TEST_REQUIRE(!idle_.empty());
            BOOST_TEST(*given.idle == idle_.back().connection);
            idle_.pop_back();
        } else {
            BOOST_TEST(idle_.empty());
            BOOST_TEST(open() < bounds_.connections);
        }
        ++in_use_;
    }

    void arrive() {
        bool const expected = queue_.empty() && can_be_served();
        auto const given = pool_.acquire();
        BOOST_TEST_REQUIRE(given.has_value() == expected);
        if (given) {
            take(*given);
        } else {
            queue_.push_back({next_waiter_, pool_.enqueue(next_waiter_)});
            ++next_waiter_;
        }
    }

    void finish(bool usable) {
        if (in_use_ == 0) return;
        --in_use_;
        book::actions changes;
        if (usable) {
            idle_.push_back({next_connection_, now_});
            pool_.give_back(next_connection_++, now_, changes);
        } else {
            pool_.discard(changes);
        }
        serve(changes);
    }

    void leave() {
        if (queue_.empty()) return;
        auto const which = queue_.begin() + static_cast<std::ptrdiff_t>(pick(queue_.size()));
        pool_.remove(which->place);
        queue_.erase(which);
    }

    void grow_old() {
        now_ += std::chrono::seconds(pick(10));
        bool const all = pick(20) == 0;
        book::actions changes;
        pool_.evict(now_, all, changes);
        numbers old;
        while (!idle_.empty() && (all || now_ - idle_.front().since >= bounds_.idle_time)) {
            old.push_back(idle_.front().connection);
            idle_.pop_front();
        }
        BOOST_TEST(std::exchange(changes.close, {}) == old, boost::test_tools::per_element());
        serve(changes);
    }

    /// Callers have to be woken in the order of the queue.
    void serve(book::actions const& changes) {
        for (auto const& each : changes.wake) {
            BOOST_TEST_REQUIRE(!queue_.empty());
            BOOST_TEST(can_be_served());
            BOOST_TEST(queue_.front().waiter == each.waiter);
            queue_.pop_front();
            take(each.given);
        }
        BOOST_TEST(changes.close.empty());
    }

    void check() const {
        BOOST_TEST(pool_.open() == open());
        BOOST_TEST(pool_.in_use() == in_use_);
        BOOST_TEST(pool_.waiting() == queue_.size());
        BOOST_TEST(open() <= bounds_.connections);
        if (!queue_.empty()) BOOST_TEST(!can_be_served()); // who waits, waits for a reason
    }

    std::mt19937 random_;
    book::limits const bounds_;
    book pool_;
    book::time_point now_ = at(0s);
    std::size_t in_use_ = 0;
    std::deque<idle> idle_;
    std::deque<queued> queue_;
    int next_waiter_ = 0;
    int next_connection_ = 0;
};

} // namespace

BOOST_AUTO_TEST_CASE(book_agrees_with_a_model_whatever_happens) {
    auto const first_seed = std::random_device{}();
    for (unsigned round = 0; round < 200; ++round) {
        BOOST_TEST_CONTEXT("seed " << first_seed + round) {
            model_check check(first_seed + round);
            for (int i = 0; i < 300; ++i)
                check.step();
            check.drain();
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
