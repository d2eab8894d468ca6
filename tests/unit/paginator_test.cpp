#include "support/scripted_fixture.hpp"
#include "telnyx/ai/insights.hpp"
#include "telnyx/ai/mcp_servers.hpp"
#include "telnyx/errors/api_user_abort_error.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <limits>
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

// A page with one item, and what is said of the page.
std::string page_with(std::string const& id, std::string const& meta) {
    return R"({"data": [{"id": ")" + id + R"(", "created_at": "x", "instructions": "i"}])" + meta + "}";
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

BOOST_AUTO_TEST_CASE(query_of_the_client_goes_with_every_page) {
    client = telnyx::client(io.get_executor(), options().query("page[number]", "2").query("v", "1"));
    expect_page("2").with_query("v", "1").reply(scripted_reply::json(200, page_of_two(2, 3)));
    expect_page("3").with_query("v", "1").reply(scripted_reply::json(200, page_of_two(3, 3)));
    auto const found = run(io, [&] { return ids(list()); });
    std::vector<std::string> const expected{"2a", "2b", "3a", "3b"};
    BOOST_TEST(found == expected, boost::test_tools::per_element());
    network->verify();
}

BOOST_AUTO_TEST_CASE(next_page_can_be_fetched_ahead) {
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

BOOST_AUTO_TEST_CASE(error_in_the_middle_is_thrown_and_the_same_page_can_be_asked_for_again) {
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

BOOST_AUTO_TEST_CASE(page_that_was_begun_is_given_out_from_there) {
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

BOOST_AUTO_TEST_CASE(empty_page_ends_a_list_that_does_not_tell_its_length) {
    expect_page("").reply(
        scripted_reply::json(200, R"({"data": [{"id": "1", "created_at": "", "instructions": ""}]})"));
    expect_page("2").reply(scripted_reply::json(200, R"({"data": []})"));
    auto const found = run(io, [&] { return ids(list()); });
    BOOST_TEST(found.size() == 1u);
    network->verify();
}

BOOST_AUTO_TEST_CASE(wait_for_a_page_can_be_cancelled) {
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

// Whatever the server says of its pages

BOOST_AUTO_TEST_CASE(list_goes_on_from_the_page_that_is_asked_for) {
    for (std::string const meta :
         {R"(, "meta": {"page_number": 1, "total_pages": 9})", R"(, "meta": {"page_number": 1})", R"(, "meta": {})",
          R"(, "meta": null)", "", R"(, "meta": {"page_number": 9223372036854775807})",
          R"(, "meta": {"page_number": -9223372036854775808, "total_pages": 9223372036854775807})",
          R"(, "meta": {"page_number": 12, "total_pages": 9})"}) {
        BOOST_TEST_CONTEXT(meta) {
            for (std::string const number : {"5", "6", "7"})
                expect_page(number).reply(scripted_reply::json(200, page_with("item-" + number, meta)));
            expect_page("8").reply(scripted_reply::json(200, R"({"data": []})"));
            ai::insight_list_params const params{.page_number = 5};
            auto const found = run(io, [&] { return ids(client.ai.conversations.insights.list(params)); });
            std::vector<std::string> const expected{"item-5", "item-6", "item-7"};
            BOOST_TEST(found == expected, boost::test_tools::per_element());
            network->verify();
        }
    }
}

BOOST_AUTO_TEST_CASE(page_number_among_the_options_is_where_the_list_begins) {
    for (std::string const number : {"5", "6"})
        expect_page(number).reply(scripted_reply::json(200, page_with("item-" + number, "")));
    expect_page("7").reply(scripted_reply::json(200, R"({"data": []})"));
    auto const from_page_5 = telnyx::request_options().query("page[number]", "5").query("a", "b");
    auto const found = run(io, [&] { return ids(client.ai.conversations.insights.list(from_page_5)); });
    std::vector<std::string> const expected{"item-5", "item-6"};
    BOOST_TEST(found == expected, boost::test_tools::per_element());
    for (auto const& each : network->requests())
        BOOST_TEST(each.query_parameter("a").value_or("") == "b");
    network->verify();
}

BOOST_AUTO_TEST_CASE(server_that_is_ahead_of_the_count_is_followed) {
    expect_page("").reply(
        scripted_reply::json(200, page_with("a", R"(, "meta": {"page_number": 3, "total_pages": 4})")));
    expect_page("4").reply(
        scripted_reply::json(200, page_with("b", R"(, "meta": {"page_number": 4, "total_pages": 4})")));
    BOOST_TEST(run(io, [&] { return ids(list()); }).size() == 2u);
    network->verify();
}

BOOST_AUTO_TEST_CASE(numbers_at_the_end_of_their_range_end_a_list) {
    constexpr auto last = std::numeric_limits<std::int64_t>::max();
    auto const number = std::to_string(last);
    expect_page(number).reply(scripted_reply::json(200, page_with("a", "")));
    ai::insight_list_params const params{.page_number = last};
    BOOST_TEST(run(io, [&] { return ids(client.ai.conversations.insights.list(params)); }).size() == 1u);
    expect_page("").reply(scripted_reply::json(
        200, page_with("a", R"(, "meta": {"page_number": )" + number + R"(, "total_pages": )" + number + "}")));
    BOOST_TEST(run(io, [&] { return ids(list()); }).size() == 1u);
    network->verify();
}

BOOST_AUTO_TEST_CASE(number_of_pages_that_is_reached_or_makes_no_sense_ends_a_list) {
    for (std::string const total : {"1", "0", "-1", "-9223372036854775808"}) {
        expect_page("").reply(scripted_reply::json(200, page_with("a", R"(, "meta": {"total_pages": )" + total + "}")));
        BOOST_TEST(run(io, [&] { return ids(list()); }).size() == 1u);
        expect_page("3").reply(
            scripted_reply::json(200, page_with("a", R"(, "meta": {"total_pages": )" + total + "}")));
        ai::insight_list_params const params{.page_number = 3};
        BOOST_TEST(run(io, [&] { return ids(client.ai.conversations.insights.list(params)); }).size() == 1u);
    }
    network->verify();
}

BOOST_AUTO_TEST_CASE(page_that_brings_what_the_last_one_brought_is_an_error) {
    for (std::string const meta :
         {R"(, "meta": {"page_number": 1, "total_pages": 9})", R"(, "meta": {"page_number": 1})", "",
          R"(, "meta": {"page_number": %, "total_pages": 9})", R"(, "meta": {"page_number": %})",
          R"(, "meta": {"page_number": %, "total_pages": 2})"}) {
        BOOST_TEST_CONTEXT(meta) {
            for (bool const ahead : {false, true}) {
                auto const said = [&](std::string const& number) {
                    auto const place = meta.find('%');
                    return place == std::string::npos ? meta : meta.substr(0, place) + number + meta.substr(place + 1);
                };
                expect_page("").reply(scripted_reply::json(200, page_with("a", said("1"))));
                expect_page("2").reply(scripted_reply::json(200, page_with("a", said("2"))));
                auto items = list();
                items.prefetch(ahead);
                BOOST_TEST(run(io, [&] { return items.next(); }).value().id == "a");
                BOOST_CHECK_EXCEPTION(
                    run(io, [&] { return items.next(); }), telnyx::api_response_error,
                    [](telnyx::api_response_error const& failure) {
                        BOOST_TEST(failure.code() == telnyx::make_error_code(telnyx::errc::malformed_response));
                        BOOST_TEST(failure.http().status() == 200);
                        BOOST_TEST(failure.operation() == "GET /ai/conversations/insights");
                        return std::string(failure.what()).find("page 2 brings the same items") != std::string::npos;
                    });
                // It may have been a mistake.
                expect_page("2").reply(scripted_reply::json(200, page_with("b", R"(, "meta": {"total_pages": 2})")));
                auto const page = run(io, [&] { return items.next_page(); });
                BOOST_TEST(page.value().data.at(0).id == "b");
            }
        }
    }
    network->verify();
}

BOOST_AUTO_TEST_CASE(bare_array_that_is_always_the_same_is_an_error) {
    constexpr char server[] = R"([{"id": "a", "name": "n", "type": "t", "url": "u", "created_at": "x"}])";
    network->expect("GET", "/v2/ai/mcp_servers").times(2).reply(scripted_reply::json(200, server));
    auto items = client.ai.mcp_servers.list();
    BOOST_TEST(run(io, [&] { return items.next(); }).value().id == "a");
    BOOST_CHECK_THROW(run(io, [&] { return items.next(); }), telnyx::api_response_error);
    network->verify();
}

BOOST_AUTO_TEST_CASE(page_numbers_that_are_none_are_refused) {
    for (std::int64_t const number : {std::int64_t(0), std::int64_t(-1), std::numeric_limits<std::int64_t>::min()}) {
        ai::insight_list_params const params{.page_number = number};
        BOOST_CHECK_EXCEPTION(
            client.ai.conversations.insights.list(params), telnyx::invalid_argument_error,
            [](telnyx::invalid_argument_error const& failure) { return failure.parameter() == "page[number]"; });
    }
    for (auto const* const text : {"", "x", "1x", "+1", " 1", "1.5", "9223372036854775808"}) {
        auto const options = telnyx::request_options().query("page[number]", text);
        BOOST_CHECK_THROW(client.ai.conversations.insights.list(options), telnyx::invalid_argument_error);
    }
    BOOST_TEST(network->requests().empty());
}

BOOST_AUTO_TEST_CASE(what_came_with_an_empty_list_can_be_read_once) {
    auto const empty = scripted_reply::json(200, R"({"data": [], "meta": {"page_number": 1, "total_results": 0}})")
                           .header("x-request-id", "r-1");
    for (bool const ahead : {false, true})
        for (bool const items_first : {false, true}) {
            expect_page("").reply(empty);
            auto items = list();
            items.prefetch(ahead);
            if (items_first) {
                BOOST_TEST(!run(io, [&] { return items.next(); }).has_value());
                BOOST_TEST(!run(io, [&] { return items.next(); }).has_value());
            }
            auto const page = run(io, [&] { return items.next_page(); });
            BOOST_TEST(page.value().data.empty());
            BOOST_TEST(page->meta.total_results.value() == 0);
            BOOST_TEST(page->http().request_id() == "r-1");
            BOOST_TEST(!run(io, [&] { return items.next_page(); }).has_value());
            BOOST_TEST(!run(io, [&] { return items.next(); }).has_value());
            BOOST_TEST(!run(io, [&] { return items.next_page(); }).has_value());
            network->verify();
        }
    expect_page("").reply(empty);
    BOOST_TEST(run(io, [&] { return list().collect(); }).empty());
}

BOOST_AUTO_TEST_SUITE_END()
