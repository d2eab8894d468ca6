#include "telnyx/net/pool_book.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace std::chrono_literals;
using telnyx::origin;
using book = telnyx::net::pool_book<int, int>; // numbers stand for connections and for callers

constexpr int none = -1;

origin named(std::string host) {
    return {.secure = true, .host = std::move(host), .port = 443, .is_address = false};
}

origin const a = named("a");
origin const b = named("b");
origin const c = named("c");

book::time_point at(std::chrono::seconds since_start) {
    return book::time_point(std::chrono::hours(1) + since_start);
}

book::limits limits(std::size_t per_origin, std::size_t total, std::chrono::seconds idle_time = 60s) {
    return {.per_origin = per_origin, .total = total, .idle_time = idle_time};
}

/// A book with short commands, which checks that nothing happens that a test does not ask for.
struct fixture {
    explicit fixture(book::limits const& bounds) : pool(bounds) {}

    /// The connection that a caller gets: a number for an idle one, `none` for leave to open one.
    std::optional<int> acquire(origin const& peer) {
        auto const given = pool.acquire(peer, changes);
        if (!given) return std::nullopt;
        return given->idle.value_or(none);
    }

    bool opens(origin const& peer) { return acquire(peer) == none; }

    void give_back(origin const& peer, int connection, std::chrono::seconds now = 0s) {
        pool.give_back(peer, connection, at(now), changes);
    }

    void discard(origin const& peer) { pool.discard(peer, changes); }

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
    book::consequences changes;
};

using numbers = std::vector<int>;

} // namespace

BOOST_AUTO_TEST_SUITE(pool_bookkeeping)

BOOST_AUTO_TEST_CASE(new_connections_are_opened_up_to_the_limit_of_the_origin) {
    fixture f(limits(2, 10));
    BOOST_TEST(f.opens(a));
    BOOST_TEST(f.opens(a));
    BOOST_TEST(!f.acquire(a).has_value());
    BOOST_TEST(f.opens(b));
    BOOST_TEST(f.pool.open() == 3u);
    BOOST_TEST(f.pool.in_use() == 3u);
    BOOST_TEST(f.pool.idle() == 0u);
}

BOOST_AUTO_TEST_CASE(new_connections_are_opened_up_to_the_limit_in_all) {
    fixture f(limits(2, 3));
    BOOST_TEST(f.opens(a));
    BOOST_TEST(f.opens(a));
    BOOST_TEST(f.opens(b));
    BOOST_TEST(!f.acquire(b).has_value());
    BOOST_TEST(!f.acquire(c).has_value());
    f.discard(a);
    BOOST_TEST(f.opens(c));
}

BOOST_AUTO_TEST_CASE(origins_differ_by_scheme_host_and_port) {
    fixture f(limits(1, 10));
    BOOST_TEST(f.opens(a));
    auto other_port = a;
    other_port.port = 444;
    BOOST_TEST(f.opens(other_port));
    auto plain = a;
    plain.secure = false;
    BOOST_TEST(f.opens(plain));
    BOOST_TEST(!f.acquire(a).has_value());
}

BOOST_AUTO_TEST_CASE(the_connection_used_last_is_handed_out_first) {
    fixture f(limits(3, 3));
    for (int i = 0; i < 3; ++i)
        f.acquire(a);
    f.give_back(a, 1);
    f.give_back(a, 2);
    f.give_back(a, 3);
    BOOST_TEST(f.pool.idle() == 3u);
    BOOST_TEST(f.acquire(a).value_or(none) == 3);
    BOOST_TEST(f.acquire(a).value_or(none) == 2);
    f.give_back(a, 3);
    BOOST_TEST(f.acquire(a).value_or(none) == 3);
    BOOST_TEST(f.acquire(a).value_or(none) == 1);
}

BOOST_AUTO_TEST_CASE(connections_do_not_serve_other_origins) {
    fixture f(limits(2, 4));
    BOOST_TEST(f.opens(a));
    f.give_back(a, 1);
    BOOST_TEST(f.opens(b));
    BOOST_TEST(f.pool.open() == 2u);
}

BOOST_AUTO_TEST_CASE(callers_are_served_in_the_order_in_which_they_came) {
    fixture f(limits(1, 1));
    BOOST_TEST(f.opens(a));
    for (int const waiter : {1, 2, 3})
        f.pool.enqueue(a, waiter);
    BOOST_TEST(f.pool.waiting() == 3u);
    for (int const waiter : {1, 2, 3}) {
        f.give_back(a, 7);
        BOOST_TEST(f.changes.wake.at(0).given.idle.value_or(none) == 7);
        BOOST_TEST(f.woken() == numbers{waiter}, boost::test_tools::per_element());
    }
    BOOST_TEST(f.pool.waiting() == 0u);
    BOOST_TEST(f.pool.idle() == 0u);
}

BOOST_AUTO_TEST_CASE(a_connection_that_is_gone_makes_room_for_the_next_caller) {
    fixture f(limits(1, 1));
    BOOST_TEST(f.opens(a));
    f.pool.enqueue(a, 1);
    f.discard(a);
    BOOST_TEST(!f.changes.wake.at(0).given.idle.has_value());
    BOOST_TEST(f.woken() == numbers{1}, boost::test_tools::per_element());
    BOOST_TEST(f.pool.open() == 1u);
}

BOOST_AUTO_TEST_CASE(nobody_jumps_the_queue) {
    fixture f(limits(2, 2));
    BOOST_TEST(f.opens(a));
    BOOST_TEST(f.opens(b));
    f.pool.enqueue(a, 1);
    f.discard(b);
    BOOST_TEST(f.woken() == numbers{1}, boost::test_tools::per_element());
    f.pool.enqueue(a, 2);
    BOOST_TEST(!f.acquire(a).has_value());
}

BOOST_AUTO_TEST_CASE(an_origin_at_its_limit_does_not_hold_up_the_others) {
    fixture f(limits(1, 3));
    BOOST_TEST(f.opens(a));
    BOOST_TEST(f.opens(b));
    BOOST_TEST(f.opens(c));
    f.pool.enqueue(a, 1);
    f.pool.enqueue(b, 2);
    f.give_back(b, 20);
    BOOST_TEST(f.woken() == numbers{2}, boost::test_tools::per_element());
    f.give_back(a, 10);
    BOOST_TEST(f.woken() == numbers{1}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(an_idle_connection_of_another_origin_gives_way_when_all_are_taken) {
    fixture f(limits(2, 2));
    BOOST_TEST(f.opens(a));
    BOOST_TEST(f.opens(a));
    f.give_back(a, 1);
    f.give_back(a, 2);
    BOOST_TEST(f.opens(b));
    BOOST_TEST(f.closed() == numbers{1}, boost::test_tools::per_element()); // the older one
    BOOST_TEST(f.pool.open() == 2u);
    BOOST_TEST(f.pool.idle() == 1u);
}

BOOST_AUTO_TEST_CASE(a_returned_connection_gives_way_to_the_first_in_the_queue) {
    fixture f(limits(1, 1));
    BOOST_TEST(f.opens(a));
    f.pool.enqueue(b, 1);
    f.pool.enqueue(a, 2);
    f.give_back(a, 10);
    BOOST_TEST(f.closed() == numbers{10}, boost::test_tools::per_element());
    BOOST_TEST(!f.changes.wake.at(0).given.idle.has_value());
    BOOST_TEST(f.woken() == numbers{1}, boost::test_tools::per_element());
    f.give_back(b, 20);
    BOOST_TEST(f.closed() == numbers{20}, boost::test_tools::per_element());
    BOOST_TEST(f.woken() == numbers{2}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(those_who_leave_the_queue_are_not_served) {
    fixture f(limits(1, 1));
    BOOST_TEST(f.opens(a));
    for (int const waiter : {1, 2, 3})
        f.pool.enqueue(a, waiter);
    BOOST_TEST(f.pool.remove(2));
    BOOST_TEST(!f.pool.remove(2));
    BOOST_TEST(f.pool.remove(1));
    BOOST_TEST(f.pool.waiting() == 1u);
    f.give_back(a, 7);
    BOOST_TEST(f.woken() == numbers{3}, boost::test_tools::per_element());
    BOOST_TEST(!f.pool.remove(3));
}

BOOST_AUTO_TEST_CASE(when_all_have_left_the_queue_newcomers_are_served_at_once) {
    fixture f(limits(1, 1));
    BOOST_TEST(f.opens(a));
    f.pool.enqueue(a, 1);
    BOOST_TEST(f.pool.remove(1));
    f.give_back(a, 7);
    BOOST_TEST(f.acquire(a).value_or(none) == 7);
}

BOOST_AUTO_TEST_CASE(connections_grow_old) {
    fixture f(limits(4, 4, 10s));
    for (int i = 0; i < 4; ++i)
        f.acquire(a);
    f.give_back(a, 1, 0s);
    f.give_back(a, 2, 5s);
    f.give_back(a, 3, 9s);
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
    fixture f(limits(1, 1, 0s));
    BOOST_TEST(f.opens(a));
    f.give_back(a, 1, 5s);
    f.pool.evict(at(5s), false, f.changes);
    BOOST_TEST(f.closed() == numbers{1}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(with_an_endless_idle_time_connections_stay) {
    fixture f({.per_origin = 1, .total = 1, .idle_time = std::chrono::steady_clock::duration::max()});
    BOOST_TEST(f.opens(a));
    f.give_back(a, 1, 0s);
    f.pool.evict(at(1000000s), false, f.changes);
    BOOST_TEST(f.acquire(a).value_or(none) == 1);
}

BOOST_AUTO_TEST_CASE(all_idle_connections_can_be_closed_at_once) {
    fixture f(limits(2, 4));
    f.acquire(a);
    f.acquire(b);
    f.acquire(b);
    f.give_back(a, 1);
    f.give_back(b, 2);
    f.pool.evict({}, true, f.changes);
    BOOST_TEST(f.closed() == (numbers{1, 2}), boost::test_tools::per_element());
    BOOST_TEST(f.pool.open() == 1u);
}

BOOST_AUTO_TEST_CASE(the_queue_can_be_dropped) {
    fixture f(limits(1, 1));
    BOOST_TEST(f.opens(a));
    f.pool.enqueue(a, 1);
    f.pool.enqueue(b, 2);
    BOOST_TEST(f.pool.drop_queue() == (numbers{1, 2}), boost::test_tools::per_element());
    BOOST_TEST(f.pool.waiting() == 0u);
    f.give_back(a, 7);
    BOOST_TEST(f.acquire(a).value_or(none) == 7);
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
        while (!in_use_.empty())
            finish(pick(2) == 0);
        BOOST_TEST(queue_.empty());
        BOOST_TEST(pool_.waiting() == 0u);
        BOOST_TEST(pool_.in_use() == 0u);
    }

  private:
    struct queued {
        std::size_t peer;
        int waiter;
    };
    struct idle {
        int connection;
        book::time_point since;
    };

    std::size_t pick(std::size_t count) { return std::uniform_int_distribution<std::size_t>(0, count - 1)(random_); }

    book::limits draw_limits() {
        return {.per_origin = 1 + pick(4), .total = 1 + pick(8), .idle_time = std::chrono::seconds(pick(20))};
    }

    std::size_t open(std::size_t peer) const {
        auto const used = std::count_if(in_use_.begin(), in_use_.end(), [&](auto const& each) { return each == peer; });
        return static_cast<std::size_t>(used) + idle_[peer].size();
    }

    std::size_t open() const { return open(0) + open(1) + open(2); }

    bool any_idle() const {
        return std::any_of(idle_.begin(), idle_.end(), [](auto const& each) { return !each.empty(); });
    }

    bool can_be_served(std::size_t peer) const {
        if (!idle_[peer].empty()) return true;
        return open(peer) < bounds_.per_origin && (open() < bounds_.total || any_idle());
    }

    void take(std::size_t peer, book::grant const& given, std::vector<int>& closed) {
        if (given.idle) {
            BOOST_TEST_REQUIRE(!idle_[peer].empty());
            BOOST_TEST(*given.idle == idle_[peer].back().connection);
            idle_[peer].pop_back();
        } else {
            BOOST_TEST(idle_[peer].empty());
            BOOST_TEST(open(peer) < bounds_.per_origin);
            if (open() == bounds_.total) close_one(closed);
        }
        in_use_.push_back(peer);
    }

    /// Expects the next of the connections to close to be the oldest of some origin.
    void close_one(std::vector<int>& closed) {
        BOOST_TEST_REQUIRE(!closed.empty());
        auto const found = std::find_if(idle_.begin(), idle_.end(), [&](auto const& each) {
            return !each.empty() && each.front().connection == closed.front();
        });
        BOOST_TEST_REQUIRE((found != idle_.end()));
        found->pop_front();
        closed.erase(closed.begin());
    }

    void arrive() {
        auto const peer = pick(3);
        bool const is_behind =
            std::any_of(queue_.begin(), queue_.end(), [&](queued const& each) { return each.peer == peer; });
        bool const expected = !is_behind && can_be_served(peer);
        book::consequences changes;
        auto const given = pool_.acquire(peers_[peer], changes);
        BOOST_TEST_REQUIRE(given.has_value() == expected);
        BOOST_TEST(changes.wake.empty());
        if (given) {
            take(peer, *given, changes.close);
        } else {
            pool_.enqueue(peers_[peer], next_waiter_);
            queue_.push_back({peer, next_waiter_++});
        }
        BOOST_TEST(changes.close.empty());
    }

    void finish(bool usable) {
        if (in_use_.empty()) return;
        auto const which = in_use_.begin() + static_cast<std::ptrdiff_t>(pick(in_use_.size()));
        auto const peer = *which;
        in_use_.erase(which);
        book::consequences changes;
        if (usable) {
            idle_[peer].push_back({next_connection_, now_});
            pool_.give_back(peers_[peer], next_connection_++, now_, changes);
        } else {
            pool_.discard(peers_[peer], changes);
        }
        serve(changes);
    }

    void leave() {
        if (queue_.empty()) return;
        auto const which = queue_.begin() + static_cast<std::ptrdiff_t>(pick(queue_.size()));
        BOOST_TEST(pool_.remove(which->waiter));
        queue_.erase(which);
    }

    void grow_old() {
        now_ += std::chrono::seconds(pick(10));
        bool const all = pick(20) == 0;
        book::consequences changes;
        pool_.evict(now_, all, changes);
        numbers old;
        for (auto& each : idle_)
            while (!each.empty() && (all || now_ - each.front().since >= bounds_.idle_time)) {
                old.push_back(each.front().connection);
                each.pop_front();
            }
        // Idle connections that give way to callers come behind them.
        BOOST_TEST_REQUIRE(changes.close.size() >= old.size());
        auto const rest = changes.close.begin() + static_cast<std::ptrdiff_t>(old.size());
        BOOST_TEST(std::is_permutation(old.begin(), old.end(), changes.close.begin(), rest));
        changes.close.erase(changes.close.begin(), rest);
        serve(changes);
    }

    /// Callers have to be woken in the order of the queue, except those whose origin has no room.
    void serve(book::consequences& changes) {
        for (auto const& each : changes.wake) {
            auto const first = std::find_if(queue_.begin(), queue_.end(),
                                            [&](queued const& waiting) { return can_be_served(waiting.peer); });
            BOOST_TEST_REQUIRE((first != queue_.end()));
            BOOST_TEST(first->waiter == each.waiter);
            auto const peer = first->peer;
            queue_.erase(first);
            take(peer, each.given, changes.close);
        }
        BOOST_TEST(changes.close.empty());
    }

    void check() const {
        BOOST_TEST(pool_.open() == open());
        BOOST_TEST(pool_.in_use() == in_use_.size());
        BOOST_TEST(pool_.waiting() == queue_.size());
        BOOST_TEST(open() <= bounds_.total);
        for (std::size_t peer = 0; peer < peers_.size(); ++peer)
            BOOST_TEST(open(peer) <= bounds_.per_origin);
        // Who waits, waits for a reason.
        for (auto const& each : queue_)
            BOOST_TEST(!can_be_served(each.peer));
    }

    std::mt19937 random_;
    book::limits const bounds_;
    std::vector<origin> const peers_{a, b, c};
    book pool_;
    book::time_point now_ = at(0s);
    std::vector<std::size_t> in_use_; // the origin of each
    std::vector<std::deque<idle>> idle_{3};
    std::deque<queued> queue_;
    int next_waiter_ = 0;
    int next_connection_ = 0;
};

} // namespace

BOOST_AUTO_TEST_CASE(the_book_agrees_with_a_model_whatever_happens) {
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
