#include "telnyx/streams/typed_stream.hpp"

#include "support/allocation_counter.hpp"
#include "support/any_moment.hpp"
#include "support/chat_stream_fixture.hpp"
#include "support/thrown_by.hpp"
#include "telnyx/fields/constant.hpp"
#include "telnyx/fields/required.hpp"

#include <boost/asio/error.hpp>
#include <boost/json/value.hpp>
#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace {

using namespace telnyx::tests;
using boost::asio::awaitable;
using telnyx::errc;
using telnyx::request_options;
using telnyx::testing::scripted_reply;

struct item {
    std::string type{};
    std::optional<std::string> delta{};
    std::optional<std::int64_t> number{};
};
BOOST_DESCRIBE_STRUCT(item, (), (type, delta, number))

struct item_with_error {
    std::optional<std::string> error{};
};
BOOST_DESCRIBE_STRUCT(item_with_error, (), (error))

struct text_item {
    telnyx::constant<"text"> type{};
    telnyx::required<std::string> text;
};
BOOST_DESCRIBE_STRUCT(text_item, (), (type, text))

struct number_item {
    telnyx::constant<"number"> type{};
    telnyx::required<std::int64_t> number;
};
BOOST_DESCRIBE_STRUCT(number_item, (), (type, number))

std::string delta(std::string const& text) {
    return event(R"({"type":"delta","delta":")" + text + R"("})");
}

struct fixture : scripted_fixture {
    template <class T = item>
    telnyx::typed_stream<T> open(scripted_reply answer, request_options const& options = request_options()) {
        network->expect("POST", "/v2/ai/openai/responses").reply(std::move(answer));
        boost::json::value const body{{"stream", true}};
        return run(io, client.stream_as<T>("POST", "/ai/openai/responses", body, options));
    }

    template <class T>
    std::vector<T> read(telnyx::typed_stream<T>& stream) {
        std::vector<T> all;
        run(io, [&]() -> awaitable<void> {
            while (auto each = co_await stream.next())
                all.push_back(std::move(*each));
        });
        return all;
    }

    template <class T>
    std::optional<T> next(telnyx::typed_stream<T>& stream) {
        return run(io, stream.next());
    }

    template <class Error, class T>
    Error failure_of(telnyx::typed_stream<T>& stream) {
        auto const failure = thrown_by<Error>([&] { read(stream); });
        BOOST_TEST(failure.operation() == "POST /ai/openai/responses");
        BOOST_TEST(!next(stream));
        BOOST_TEST(network->statistics().in_use == 0u);
        return failure;
    }

    template <class Error, class T = item>
    Error failure_of(scripted_reply answer) {
        auto stream = open<T>(std::move(answer));
        return failure_of<Error>(stream);
    }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(typed_stream_tests, fixture)

BOOST_AUTO_TEST_CASE(gives_the_items_in_pieces_of_any_size) {
    auto const body = delta("a") + delta("\xc3\xa9") + event("[DONE]");
    for (std::size_t size = 1; size <= body.size(); ++size)
        for (bool const waits : {false, true}) {
            auto stream = open(stream_of(body).pieces(size).waits(waits));
            auto const items = read(stream);
            BOOST_TEST_REQUIRE(items.size() == 2u);
            BOOST_TEST(items[0].delta.value() == "a");
            BOOST_TEST(items[1].delta.value() == "\xc3\xa9");
        }
    BOOST_TEST(network->requests().back().headers.get("accept").value() == "text/event-stream");
    network->verify();
}

BOOST_AUTO_TEST_CASE(end_mark_or_the_end_of_the_body_ends_a_stream) {
    for (std::string const end : {"", "data: [DONE]\n\n", "data: [DONE] \n\ndata: late\n\n", "data: [DONE]"}) {
        auto stream = open(stream_of(delta("a") + end));
        BOOST_TEST(read(stream).size() == 1u);
        BOOST_TEST(!next(stream));
        run_ready(io);
        BOOST_TEST(network->statistics().in_use == 0u);
    }
    auto unfinished = open(stream_of(delta("a") + event("[DONE]")).then_stall().may_be_given_up());
    BOOST_TEST(read(unfinished).size() == 1u);
}

BOOST_AUTO_TEST_CASE(events_without_data_are_skipped_and_names_do_not_matter) {
    auto stream = open(stream_of("event: ping\ndata:\n\nevent: x\nid: 7\ndata: {\"type\":\"t\",\"more\":1}\n\n"));
    BOOST_TEST(next(stream).value().type == "t");
    BOOST_TEST(stream.raw() == R"({"type":"t","more":1})");
    BOOST_TEST(stream.event_name() == "x");
    BOOST_TEST(stream.event_id() == "7");
    BOOST_TEST(!next(stream));
    BOOST_TEST(stream.raw() == "");
    BOOST_TEST(stream.event_name() == "");
    BOOST_TEST(stream.event_id() == "");
    BOOST_TEST(stream.http().status() == 200);
}

BOOST_AUTO_TEST_CASE(items_may_be_of_several_types) {
    using any_item = std::variant<text_item, number_item, boost::json::value>;
    auto stream = open<any_item>(stream_of(event(R"({"type":"number","number":7})") +
                                           event(R"({"type":"text","text":"a"})") + event(R"({"type":"new"})")));
    auto const items = read(stream);
    BOOST_TEST_REQUIRE(items.size() == 3u);
    BOOST_TEST(std::get<number_item>(items[0]).number.get() == 7);
    BOOST_TEST(std::get<text_item>(items[1]).text.get() == "a");
    BOOST_TEST(std::get<boost::json::value>(items[2]).at("type") == "new");

    auto only = open<text_item>(stream_of(event(R"({"type":"text","text":"a"})")));
    BOOST_TEST(read(only).at(0).text.get() == "a");
    auto values = open<boost::json::value>(stream_of(event("1") + event("null") + event(R"({"message":"m"})")));
    BOOST_TEST(read(values).size() == 3u);
}

BOOST_AUTO_TEST_CASE(item_that_is_reused_keeps_nothing_of_the_one_before) {
    auto stream = open(stream_of(event(R"({"type":"a","delta":"b","number":1})") + event(R"({"type":"c"})")));
    item each;
    BOOST_TEST(run(io, stream.next_into(each)));
    BOOST_TEST(each.number.value() == 1);
    BOOST_TEST(run(io, stream.next_into(each)));
    BOOST_TEST(each.type == "c");
    BOOST_TEST(!each.delta);
    BOOST_TEST(!each.number);
    BOOST_TEST(!run(io, stream.next_into(each)));
}

BOOST_AUTO_TEST_CASE(reading_into_the_same_item_does_not_allocate) {
    std::string body;
    for (int i = 0; i < 1000; ++i)
        body += delta("a text that does not fit a small string");
    auto stream = open(stream_of(body));
    std::size_t allocations = 0;
    run(io, [&]() -> awaitable<void> {
        item each;
        for (int i = 0; i < 10; ++i)
            co_await stream.next_into(each);
        auto const before = ::allocation_count();
        for (int i = 0; i < 900; ++i)
            co_await stream.next_into(each);
        allocations = ::allocation_count() - before;
        while (co_await stream.next_into(each)) {
        }
    });
    BOOST_TEST(allocations == 0u);
}

// Errors.

BOOST_AUTO_TEST_CASE(error_event_is_thrown_with_what_the_server_said) {
    for (std::string const end : {R"(event: error
data: {"type":"error","error":{"message":"Overloaded KEY123"}}

)",
                                  R"(data: {"error":{"message":"Overloaded KEY123"}}

)",
                                  R"(data: {"type":"delta","error":{"message":"Overloaded KEY123"}}

)",
                                  R"(event: delta
data: {"errors":[{"title":"Overloaded KEY123"}]}

)",
                                  R"(error: {"message":"Overloaded KEY123"}
)"}) {
        auto stream = open(stream_of(delta("a") + end).may_be_given_up());
        BOOST_TEST(next(stream).value().delta.value() == "a");
        auto const failure = failure_of<telnyx::api_stream_error>(stream);
        BOOST_TEST((failure.code() == errc::stream_failed));
        BOOST_TEST(holds(failure.payload(), "Overloaded"));
        BOOST_TEST(!holds(failure.payload(), "KEY123"));
        BOOST_TEST(!holds(failure.what(), "KEY123"));
        BOOST_TEST(failure.request_id() == "0123456789abcdef0123456789abcdef");
    }
    failure_of<telnyx::api_stream_error, boost::json::value>(
        stream_of(event(R"({"error":{"message":"m"}})")).may_be_given_up());
    failure_of<telnyx::api_stream_error, text_item>(stream_of(event(R"({"message":"m"})")).may_be_given_up());
}

BOOST_AUTO_TEST_CASE(members_of_the_type_are_no_error) {
    auto stream = open<item_with_error>(stream_of(event(R"({"error":"an answer"})")));
    BOOST_TEST(read(stream).at(0).error.value() == "an answer");
    auto nothing = open(stream_of(event(R"({"type":"a","error":null})") + event(R"({"type":"a","errors":[]})")));
    BOOST_TEST(read(nothing).size() == 2u);
    auto word = open<boost::json::value>(stream_of(event(R"({"text":"\"error\""})") + event(R"(["error"])")));
    BOOST_TEST(read(word).size() == 2u);
}

BOOST_AUTO_TEST_CASE(item_that_cannot_be_decoded_is_an_error) {
    auto stream = open(stream_of(delta("a") + event(R"({"type":"KEY123","number":"many"})")).may_be_given_up());
    BOOST_TEST(next(stream).value().delta.value() == "a");
    auto const failure = failure_of<telnyx::api_response_error>(stream);
    BOOST_TEST((failure.code() == errc::malformed_response));
    BOOST_TEST(failure.path() == "number");
    BOOST_TEST(holds(failure.http().body(), "many"));
    BOOST_TEST(!holds(failure.http().body(), "KEY123"));
    failure_of<telnyx::api_response_error>(stream_of(event("no JSON")).may_be_given_up());
    auto const deep = std::string(65, '[') + std::string(65, ']');
    failure_of<telnyx::api_response_error, boost::json::value>(stream_of(event(deep)).may_be_given_up());
}

BOOST_AUTO_TEST_CASE(stream_that_is_cut_off_is_an_error_and_a_complete_item_is_not) {
    auto const cut = failure_of<telnyx::api_stream_error>(stream_of(delta("a") + R"(data: {"type":"del)"));
    BOOST_TEST((cut.code() == errc::stream_incomplete));
    auto stream = open(stream_of(delta("a") + R"(data: {"type":"b"})"));
    BOOST_TEST(read(stream).size() == 2u);
    auto const broken = failure_of<telnyx::api_connection_error>(
        stream_of(delta("a") + R"(data: {"type":"b"})").then_reset(boost::asio::error::eof));
    BOOST_TEST((broken.code() == boost::asio::error::eof));
}

BOOST_AUTO_TEST_CASE(event_that_is_too_large_is_an_error) {
    auto stream = open(stream_of(delta("a") + delta(std::string(1000, 'x'))).pieces(100).may_be_given_up(),
                       request_options().max_event_size(1000));
    BOOST_TEST(next(stream).value().delta.value() == "a");
    auto const failure = failure_of<telnyx::api_response_error>(stream);
    BOOST_TEST((failure.code() == errc::response_too_large));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_sent_is_refused_at_once) {
    BOOST_CHECK_THROW((void)client.stream_as<item>("get", "/events"), telnyx::invalid_argument_error);
    BOOST_CHECK_THROW((void)client.stream_as<item>("GET", "events"), telnyx::invalid_argument_error);
    BOOST_CHECK_THROW(open(scripted_reply::json(404, "{}")), telnyx::not_found_error);
}

// Giving up.

BOOST_AUTO_TEST_CASE(wait_for_an_item_can_be_cancelled) {
    auto stream = open(stream_of(delta("a")).then_stall());
    next(stream);
    task wait(io, stream.next());
    run_ready(io);
    BOOST_TEST(!wait.over());
    wait.cancel();
    auto const failure = thrown_by<telnyx::api_user_abort_error>([&] { wait.get(); });
    BOOST_TEST(failure.operation() == "POST /ai/openai/responses");
    BOOST_TEST(network->statistics().in_use == 0u);
    BOOST_TEST(!next(stream));
}

BOOST_AUTO_TEST_CASE(opening_can_be_cancelled) {
    network->expect("GET", "/v2/events").reply(scripted_reply::silence());
    task opening(io, [this]() -> awaitable<void> { co_await client.stream_as<item>("GET", "/events"); });
    run_ready(io);
    opening.cancel();
    BOOST_CHECK_THROW(opening.get(), telnyx::api_user_abort_error);
}

BOOST_AUTO_TEST_CASE(cancellation_at_any_moment_is_reported_in_the_same_way) {
    network->expect("GET", "/*").always().reply(stream_of(delta("a")).waits().pieces(3).may_be_given_up());
    cancel_at_any_moment(io, "GET /events", [this, stream = telnyx::typed_stream<item>()]() mutable {
        stream = run(io, client.stream_as<item>("GET", "/events"));
        return stream.next();
    });
}

BOOST_AUTO_TEST_CASE(streams_can_be_moved_closed_and_dropped) {
    auto first = open(stream_of(delta("a") + delta("b")));
    auto second = open(stream_of(delta("c")).may_be_given_up());
    BOOST_TEST(next(first).value().delta.value() == "a");
    second = std::move(first);
    BOOST_TEST(network->statistics().in_use == 1u);
    BOOST_TEST(next(second).value().delta.value() == "b");
    BOOST_TEST(!next(second));
    telnyx::typed_stream<item> third;
    BOOST_TEST(!next(third));
    third = open(stream_of(delta("d") + delta("e")).may_be_given_up());
    next(third);
    third.close();
    BOOST_TEST(!next(third));
    BOOST_TEST(third.raw() == "");
    { auto const dropped = open(stream_of(delta("f")).may_be_given_up()); }
    second = {};
    BOOST_TEST(network->statistics().in_use == 0u);
}

BOOST_AUTO_TEST_SUITE_END()
