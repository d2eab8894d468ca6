#include "telnyx/net/stream_book.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <string>
#include <vector>

namespace {

using namespace std::chrono_literals;
using book = telnyx::net::stream_book<int, std::string>;
using answer = book::answer;

struct fixture {
    explicit fixture(std::size_t connections = 3, std::size_t streams = 2) : tested({connections, streams, 10s}) {}

    book::line_ptr open(int connection, std::size_t room = 2) {
        BOOST_TEST_REQUIRE((tested.acquire().what == answer::open));
        return tested.opened(connection, room, done);
    }

    /// Names of the callers that were woken, with the connections that they got; `+` for permission to open one.
    std::string woken() {
        std::string text;
        for (auto const& each : done.wake)
            text += each.waiter + (each.given.what == answer::place ? std::to_string(each.given.on->connection) : "+");
        done.wake.clear();
        return text;
    }

    book tested;
    book::actions done;
    book::time_point now{};
};

} // namespace

BOOST_AUTO_TEST_SUITE(net_stream_book)

BOOST_AUTO_TEST_CASE(first_caller_opens_a_connection_and_the_others_wait_for_it) {
    fixture f(3, 2);
    BOOST_TEST((f.tested.acquire().what == answer::open));
    BOOST_TEST((f.tested.acquire().what == answer::wait));
    f.tested.enqueue("a");
    f.tested.enqueue("b");
    f.tested.enqueue("c");
    BOOST_TEST(!f.tested.empty());
    auto const line = f.tested.opened(1, 2, f.done);
    BOOST_TEST(line->calls == 2u);
    BOOST_TEST(f.woken() == "a1b+"); // c waits for the connection that b opens
    BOOST_TEST(f.tested.opening() == 1u);
    BOOST_TEST(f.tested.waiting() == 1u);
}

BOOST_AUTO_TEST_CASE(nobody_jumps_the_queue) {
    fixture f(1, 1);
    auto const line = f.open(1, 1);
    BOOST_TEST((f.tested.acquire().what == answer::wait));
    f.tested.enqueue("a");
    line->room = 2;
    BOOST_TEST((f.tested.acquire().what == answer::wait));
}

BOOST_AUTO_TEST_CASE(oldest_connection_with_room_is_used) {
    fixture f;
    auto const first = f.open(1);
    auto const second_call = f.tested.acquire();
    BOOST_TEST((second_call.on == first));
    auto const second = f.open(2);
    f.tested.give_back(first, f.now, f.done);
    BOOST_TEST((f.tested.acquire().on == first));
    BOOST_TEST((f.tested.acquire().on == second));
    BOOST_TEST(f.tested.calls() == 4u);
}

BOOST_AUTO_TEST_CASE(at_the_maximum_number_of_connections_callers_wait_in_order) {
    fixture f(1, 1);
    auto const line = f.open(1, 1);
    f.tested.enqueue("a");
    auto const leaves = f.tested.enqueue("b");
    f.tested.enqueue("c");
    f.tested.remove(leaves);
    f.tested.give_back(line, f.now, f.done);
    BOOST_TEST(f.woken() == "a1");
    f.tested.give_back(line, f.now, f.done);
    BOOST_TEST(f.woken() == "c1");
}

BOOST_AUTO_TEST_CASE(after_a_caller_gave_up_one_other_opens_a_connection) {
    fixture f;
    f.tested.acquire();
    f.tested.enqueue("a");
    f.tested.enqueue("b");
    f.tested.not_opened(false, f.done);
    BOOST_TEST(f.woken() == "a+");
}

BOOST_AUTO_TEST_CASE(if_nobody_can_open_a_connection_everybody_may_try) {
    fixture f(3);
    f.tested.acquire();
    for (auto const* const each : {"a", "b", "c", "d"})
        f.tested.enqueue(each);
    f.tested.not_opened(true, f.done);
    BOOST_TEST(f.woken() == "a+b+c+");
    f.tested.not_opened(true, f.done);
    BOOST_TEST(f.woken() == "d+");
}

BOOST_AUTO_TEST_CASE(connection_without_room_is_closed_after_its_last_call) {
    fixture f(1, 2);
    auto const line = f.open(1);
    f.tested.acquire();
    f.tested.enqueue("a");
    f.tested.set_room(line, 0, f.now, f.done);
    BOOST_TEST(f.done.close.empty());
    f.tested.give_back(line, f.now, f.done);
    BOOST_TEST(f.woken().empty());
    f.tested.give_back(line, f.now, f.done);
    BOOST_TEST((f.done.close == std::vector<int>{1}));
    BOOST_TEST(f.woken() == "a+");
    f.tested.set_room(line, 0, f.now, f.done);
    BOOST_TEST(f.done.close.size() == 1u); // once
}

BOOST_AUTO_TEST_CASE(more_room_serves_the_queue) {
    fixture f(1, 2);
    auto const line = f.open(1, 1);
    f.tested.enqueue("a");
    f.tested.set_room(line, 2, f.now, f.done);
    BOOST_TEST(f.woken() == "a1");
}

BOOST_AUTO_TEST_CASE(connection_that_is_being_opened_is_expected_to_have_the_room_of_the_last_one) {
    fixture f(10, 100);
    BOOST_TEST(f.tested.expected_room() == 100u);
    auto const line = f.open(1, 100);
    f.tested.set_room(line, 2, f.now, f.done);
    BOOST_TEST(f.tested.expected_room() == 2u);
    BOOST_TEST((f.tested.acquire().what == answer::place));
    BOOST_TEST((f.tested.acquire().what == answer::open));
    BOOST_TEST((f.tested.acquire().what == answer::wait)); // for the second place on it
    for (auto const* const each : {"a", "b", "c", "d", "e"})
        f.tested.enqueue(each);
    f.tested.serve(f.done);
    BOOST_TEST(f.woken() == "a+b+"); // c, d and e wait for the second places
    f.tested.opened(2, 2, f.done);
    BOOST_TEST(f.woken() == "c2");
    f.tested.set_room(line, 0, f.now, f.done);
    BOOST_TEST(f.tested.expected_room() == 2u); // it will have no more calls, which says nothing about others
}

BOOST_AUTO_TEST_CASE(idle_connections_are_closed_after_their_time) {
    fixture f;
    auto const first = f.open(1, 1);
    auto const second = f.open(2, 1);
    f.tested.give_back(first, f.now, f.done);
    f.tested.give_back(second, f.now + 5s, f.done);
    BOOST_TEST(f.tested.idle() == 2u);
    f.tested.evict(f.now + 10s, false, f.done);
    BOOST_TEST((f.done.close == std::vector<int>{1}));
    f.tested.evict(f.now, true, f.done);
    BOOST_TEST((f.done.close == std::vector<int>{1, 2}));
    BOOST_TEST(f.tested.empty());
}

BOOST_AUTO_TEST_CASE(book_can_be_made_to_keep_no_idle_connection) {
    fixture f;
    auto const line = f.open(1);
    f.tested.keep_idle(false);
    f.tested.give_back(line, f.now, f.done);
    BOOST_TEST((f.done.close == std::vector<int>{1}));
}

BOOST_AUTO_TEST_CASE(some_callers_can_be_dropped) {
    fixture f(1, 1);
    f.open(1, 1);
    for (auto const* const each : {"a", "b", "c"})
        f.tested.enqueue(each);
    auto const dropped = f.tested.drop_from_queue([](std::string const& each) { return each != "b"; });
    BOOST_TEST((dropped == std::vector<std::string>{"a", "c"}));
    BOOST_TEST(f.tested.waiting() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
