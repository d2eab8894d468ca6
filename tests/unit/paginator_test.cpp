#include "support/scripted_fixture.hpp"
#include "telnyx/ai/insights.hpp"
#include "telnyx/api_user_abort_error.hpp"

#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>
#include <vector>

namespace asio = boost::asio;
namespace ai = telnyx::ai;
using telnyx::testing::scripted_reply;
using telnyx::tests::run;
using telnyx::tests::task;

namespace {

std::string page_of_two(int number, int total) {
    auto const item = [&](char letter) {
        return R"({"id": ")" + std::to_string(number) + letter + R"(", "created_at": "x", "instructions": "i"})";
    };
    return R"({"data": [)" + item('a') + "," + item('b') + R"(], "meta": {"page_number": )" + std::to_string(number) +
           R"(, "page_size": 2, "total_pages": )" + std::to_string(total) + R"(, "total_results": 9}})";
}

struct list_fixture : telnyx::tests::scripted_fixture {
    telnyx::testing::scripted_expectation expect_page(std::string const& number) {
        auto expected = network->expect("GET", "/v2/ai/conversations/insights");
        if (!number.empty()) expected.with_query("page[number]", number);
        return expected;
    }

    void answer_pages(int total) {
        for (int number = 1; number <= total; ++number)
            expect_page(number == 1 ? "" : std::to_string(number))
                .reply(scripted_reply::json(200, page_of_two(number, total)));
    }

    telnyx::paginator<ai::insight_template> list() { return client.ai.conversations.insights.list(); }

    static asio::awaitable<std::vector<std::string>> ids(telnyx::paginator<ai::insight_template> items) {
        std::vector<std::string> found;
        while (auto const item = co_await items.next())
            found.push_back(item->id);
        co_return found;
    }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(paginators, list_fixture)

BOOST_AUTO_TEST_CASE(nothing_is_asked_for_before_the_first_item) {
    auto const items = list();
    io.run();
    BOOST_TEST(network->requests().empty());
}

BOOST_AUTO_TEST_CASE(items_of_all_pages_come_in_order) {
    answer_pages(3);
    auto const found = run(io, [&] { return ids(list()); });
    std::vector<std::string> const expected{"1a", "1b", "2a", "2b", "3a", "3b"};
    BOOST_TEST(found == expected, boost::test_tools::per_element());
    network->verify();
}

BOOST_AUTO_TEST_CASE(a_query_of_the_client_goes_with_every_page) {
    client = telnyx::client(io.get_executor(), options().query("page[number]", "2").query("v", "1"));
    expect_page("2").with_query("v", "1").reply(scripted_reply::json(200, page_of_two(2, 3)));
    expect_page("3").with_query("v", "1").reply(scripted_reply::json(200, page_of_two(3, 3)));
    auto const found = run(io, [&] { return ids(list()); });
    std::vector<std::string> const expected{"2a", "2b", "3a", "3b"};
    BOOST_TEST(found == expected, boost::test_tools::per_element());
    network->verify();
}

BOOST_AUTO_TEST_CASE(the_next_page_can_be_fetched_ahead) {
    answer_pages(2);
    auto items = list();
    items.prefetch();
    auto const first = run(io, [&] { return items.next(); });
    BOOST_TEST(first.value().id == "1a");
    telnyx::tests::run_ready(io);
    BOOST_TEST(network->requests().size() == 2u);
    auto const found = run(io, [&] { return ids(items); });
    std::vector<std::string> const expected{"1b", "2a", "2b"};
    BOOST_TEST(found == expected, boost::test_tools::per_element());
    network->verify();
}

BOOST_AUTO_TEST_CASE(without_that_one_page_is_asked_for_at_a_time) {
    answer_pages(2);
    auto items = list();
    run(io, [&] { return items.next(); });
    telnyx::tests::run_ready(io);
    BOOST_TEST(network->requests().size() == 1u);
    run(io, [&] { return ids(items); });
}

BOOST_AUTO_TEST_CASE(an_error_in_the_middle_is_thrown_and_the_same_page_can_be_asked_for_again) {
    for (bool const ahead : {false, true}) {
        expect_page("").reply(scripted_reply::json(200, page_of_two(1, 2)));
        expect_page("2").reply(scripted_reply::text(400, "no"));
        expect_page("2").reply(scripted_reply::json(200, page_of_two(2, 2)));
        auto items = list();
        items.prefetch(ahead);
        run(io, [&] { return items.next(); });
        run(io, [&] { return items.next(); });
        BOOST_CHECK_THROW(run(io, [&] { return items.next(); }), telnyx::bad_request_error);
        auto const again = run(io, [&] { return items.next(); });
        BOOST_TEST(again.value().id == "2a");
    }
    network->verify();
}

BOOST_AUTO_TEST_CASE(pages_come_with_their_meta_data) {
    answer_pages(2);
    auto items = list();
    auto const first = run(io, [&] { return items.next_page(); });
    BOOST_TEST(first.value().data.size() == 2u);
    BOOST_TEST(first->meta.total_results.value() == 9);
    BOOST_TEST(first->http().status() == 200);
    auto const second = run(io, [&] { return items.next_page(); });
    BOOST_TEST(second.value().meta.page_number.value() == 2);
    BOOST_TEST(!run(io, [&] { return items.next_page(); }).has_value());
    network->verify();
}

BOOST_AUTO_TEST_CASE(a_page_that_was_begun_is_given_out_from_there) {
    answer_pages(1);
    auto items = list();
    run(io, [&] { return items.next(); });
    auto const rest = run(io, [&] { return items.next_page(); });
    BOOST_TEST(rest.value().data.size() == 1u);
    BOOST_TEST(rest->data[0].id == "1b");
}

BOOST_AUTO_TEST_CASE(collecting_stops_at_the_limit) {
    expect_page("").reply(scripted_reply::json(200, page_of_two(1, 9)));
    expect_page("2").reply(scripted_reply::json(200, page_of_two(2, 9)));
    auto items = list();
    auto const found = run(io, [&] { return items.collect(3); });
    BOOST_TEST(found.size() == 3u);
    network->verify();
}

BOOST_AUTO_TEST_CASE(an_empty_page_ends_a_list_that_does_not_tell_its_length) {
    expect_page("").reply(
        scripted_reply::json(200, R"({"data": [{"id": "1", "created_at": "", "instructions": ""}]})"));
    expect_page("2").reply(scripted_reply::json(200, R"({"data": []})"));
    auto const found = run(io, [&] { return ids(list()); });
    BOOST_TEST(found.size() == 1u);
    network->verify();
}

BOOST_AUTO_TEST_CASE(the_wait_for_a_page_can_be_cancelled) {
    for (bool const ahead : {false, true}) {
        auto items = list();
        items.prefetch(ahead);
        if (ahead) {
            expect_page("").reply(scripted_reply::json(200, page_of_two(1, 2)));
            run(io, [&] { return items.collect(2); });
        }
        expect_page(ahead ? "2" : "").reply(scripted_reply::silence().may_be_given_up());
        task reading(io, [&] { return items.next(); });
        telnyx::tests::run_ready(io);
        BOOST_TEST(!reading.over());
        reading.cancel();
        BOOST_CHECK_EXCEPTION(reading.get(), boost::system::system_error,
                              [](auto const& error) { return error.code() == asio::error::operation_aborted; });
    }
}

BOOST_AUTO_TEST_CASE(dropping_a_paginator_gives_up_what_it_fetches_ahead) {
    expect_page("").reply(scripted_reply::json(200, page_of_two(1, 2)));
    expect_page("2").reply(scripted_reply::silence().may_be_given_up());
    {
        auto items = list();
        items.prefetch();
        run(io, [&] { return items.next(); });
        telnyx::tests::run_ready(io);
        BOOST_TEST(network->statistics().in_use == 1u);
    }
    telnyx::tests::run_ready(io);
    BOOST_TEST(network->statistics().in_use == 0u);
}

BOOST_AUTO_TEST_SUITE_END()
