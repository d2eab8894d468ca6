#include "telnyx/sse/event_parser.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace std::string_view_literals;
using telnyx::sse::event_parser;

struct event {
    std::string type;
    std::string data;
    std::string id{};

    bool operator==(event const&) const = default;
};

std::ostream& operator<<(std::ostream& out, event const& e) {
    return out << "{type: \"" << e.type << "\", data: \"" << e.data << "\", id: \"" << e.id << "\"}";
}

struct outcome {
    std::vector<event> events{};
    std::optional<std::chrono::milliseconds> retry{};
    bool in_event = false;
    bool too_large = false;

    bool operator==(outcome const&) const = default;
};

std::ostream& operator<<(std::ostream& out, outcome const& o) {
    for (auto const& e : o.events)
        out << e << ' ';
    return out << "retry: " << (o.retry ? o.retry->count() : -1) << " in_event: " << o.in_event
               << " too_large: " << o.too_large;
}

// Each piece is in memory of its own size that is gone before the next one is read, so that ASan sees a view that
// outlives its input.
void feed(event_parser& parser, std::string_view piece, outcome& result) {
    auto const copy = std::make_unique<std::vector<char>>(piece.begin(), piece.end());
    std::string_view rest{copy->data(), copy->size()};
    while (parser.parse(rest)) {
        auto const& e = parser.event();
        result.events.push_back({std::string{e.type}, std::string{e.data}, std::string{e.last_event_id}});
    }
    if (!rest.empty()) BOOST_ERROR("parse() left bytes behind");
}

outcome parse_pieces(std::vector<std::string_view> const& pieces, std::size_t limit) {
    event_parser parser{limit};
    outcome result;
    try {
        for (auto const piece : pieces)
            feed(parser, piece, result);
    } catch (telnyx::sse::event_too_large const&) {
        result.too_large = true;
    }
    result.retry = parser.retry();
    result.in_event = !result.too_large && parser.in_event();
    return result;
}

std::vector<std::string_view> cut(std::string_view document, std::size_t size) {
    std::vector<std::string_view> pieces;
    for (; !document.empty(); document.remove_prefix(std::min(size, document.size())))
        pieces.push_back(document.substr(0, size));
    return pieces;
}

// Parses the document whole; cut into pieces of equal size, anywhere into two or, if it is short, into three, it must
// give the same.
outcome parse(std::string_view document, std::size_t limit = event_parser::default_max_event_size) {
    auto const whole = parse_pieces({document}, limit);
    auto const expect_same = [&](std::vector<std::string_view> const& pieces) {
        auto const actual = parse_pieces(pieces, limit);
        if (actual == whole) return;
        BOOST_TEST_CONTEXT("in " << pieces.size() << " pieces of which the first has " << pieces.front().size())
        BOOST_TEST(actual == whole);
    };
    for (std::size_t size = 1; size <= 20; ++size)
        expect_same(cut(document, size));
    for (std::size_t first = 0; first <= document.size(); ++first) {
        auto const rest = document.substr(first);
        expect_same({document.substr(0, first), rest});
        for (std::size_t second = 0; document.size() <= 80 && second <= rest.size(); ++second)
            expect_same({document.substr(0, first), rest.substr(0, second), rest.substr(second)});
    }
    return whole;
}

std::vector<event> events(std::string_view document) {
    return parse(document).events;
}

void expect(std::string_view document, std::vector<event> const& expected) {
    auto const actual = events(document);
    BOOST_TEST(actual == expected, boost::test_tools::per_element());
}

} // namespace

BOOST_AUTO_TEST_SUITE(sse_event_parser)

BOOST_AUTO_TEST_CASE(blank_line_ends_an_event) {
    expect("data: one\n\ndata: two\n\n", {{"message", "one"}, {"message", "two"}});
}

BOOST_AUTO_TEST_CASE(empty_stream_has_no_events) {
    auto const result = parse("");
    BOOST_TEST(result.events.empty());
    BOOST_TEST(!result.in_event);
}

BOOST_AUTO_TEST_CASE(carriage_return_alone_ends_a_line) {
    expect("data: one\r\rdata: two\rdata: three\r\r", {{"message", "one"}, {"message", "two\nthree"}});
}

BOOST_AUTO_TEST_CASE(carriage_return_and_line_feed_end_one_line) {
    expect("data: one\r\ndata: two\r\n\r\ndata: three\r\n\r\n", {{"message", "one\ntwo"}, {"message", "three"}});
}

BOOST_AUTO_TEST_CASE(kinds_of_line_ends_may_be_mixed) {
    expect("data: a\r\n\ndata: b\n\r\ndata: c\r\n\rdata: d\n\rdata: e\r\r\n\n",
           {{"message", "a"}, {"message", "b"}, {"message", "c"}, {"message", "d"}, {"message", "e"}});
}

BOOST_AUTO_TEST_CASE(carriage_return_completes_the_event_without_waiting_for_a_line_feed) {
    event_parser parser;
    auto input = "data: x\r\n\r"sv;
    BOOST_REQUIRE(parser.parse(input));
    BOOST_TEST(parser.event().data == "x");
    BOOST_TEST(!parser.in_event());

    input = "\ndata: y\n\n"sv;
    BOOST_REQUIRE(parser.parse(input));
    BOOST_TEST(parser.event().data == "y");
    BOOST_TEST(!parser.parse(input));
}

BOOST_AUTO_TEST_CASE(empty_input_keeps_a_line_feed_after_a_carriage_return_in_mind) {
    event_parser parser;
    outcome result;
    for (auto const piece : {"data: x\r"sv, ""sv, "\ndata: y\r"sv, ""sv, "\n\r"sv, "\n"sv})
        feed(parser, piece, result);
    BOOST_TEST(result.events == (std::vector<event>{{"message", "x\ny"}}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(byte_order_mark_at_the_start_is_skipped) {
    expect("\xEF\xBB\xBF"
           "data: x\n\n",
           {{"message", "x"}});
    expect("\xEF\xBB\xBF: comment\n\ndata: x\n\n", {{"message", "x"}});
    expect("\xEF\xBB\xBF\n\ndata: x\n\n", {{"message", "x"}});
}

BOOST_AUTO_TEST_CASE(byte_order_mark_anywhere_else_is_text) {
    expect("\xEF\xBB\xBF\xEF\xBB\xBF"
           "data: lost\ndata: x\n\n",
           {{"message", "x"}});
    expect("\n\xEF\xBB\xBF"
           "data: lost\n\ndata: \xEF\xBB\xBFx\n\n",
           {{"message", "\xEF\xBB\xBFx"}});
}

BOOST_AUTO_TEST_CASE(part_of_a_byte_order_mark_is_text) {
    expect("\xEF\xBB"
           "data: lost\ndata: x\n\n",
           {{"message", "x"}});
}

BOOST_AUTO_TEST_CASE(data_lines_are_joined_by_line_feeds) {
    expect("data: a\ndata: b\ndata:\ndata: c\n\n", {{"message", "a\nb\n\nc"}});
}

BOOST_AUTO_TEST_CASE(data_may_be_empty_but_must_be_there) {
    expect("data\n\ndata\ndata\n\ndata:", {{"message", ""}, {"message", "\n"}});
    expect("data:\n\ndata: \n\n", {{"message", ""}, {"message", ""}});
    expect("event: ping\nid: 1\n\n\n\n", {});
}

BOOST_AUTO_TEST_CASE(type_without_data_does_not_reach_the_next_event) {
    expect("event: ping\n\ndata: x\n\n", {{"message", "x"}});
}

BOOST_AUTO_TEST_CASE(event_names_the_type_of_one_event) {
    expect("event: delta\ndata: x\n\ndata: y\nevent: done\n\ndata: z\n\n",
           {{"delta", "x"}, {"done", "y"}, {"message", "z"}});
}

BOOST_AUTO_TEST_CASE(last_event_field_wins) {
    expect("event: a\nevent: b\ndata: x\n\nevent: a\nevent\ndata: y\n\nevent: a\nevent:\ndata: z\n\n",
           {{"b", "x"}, {"message", "y"}, {"message", "z"}});
}

BOOST_AUTO_TEST_CASE(long_type_is_kept_whole) {
    expect("event: assistant.conversation.message.delta.updated\ndata: x\n\n",
           {{"assistant.conversation.message.delta.updated", "x"}});
}

BOOST_AUTO_TEST_CASE(lines_that_start_with_a_colon_are_comments) {
    expect(": ping\n\n:\n:data: no\ndata: x\n: between\ndata: y\n\n: end\n\n", {{"message", "x\ny"}});
}

BOOST_AUTO_TEST_CASE(one_space_after_the_colon_is_removed) {
    expect("data:x\n\ndata: x\n\ndata:  x \n\ndata:\tx\n\n",
           {{"message", "x"}, {"message", "x"}, {"message", " x "}, {"message", "\tx"}});
}

BOOST_AUTO_TEST_CASE(value_may_hold_colons) {
    expect("data: {\"a\":\"b: c\"}\nevent:x:y\n\n", {{"x:y", "{\"a\":\"b: c\"}"}});
}

BOOST_AUTO_TEST_CASE(field_without_a_colon_has_an_empty_value) {
    expect("id: 1\ndata: x\n\nid\ndata\n\n", {{"message", "x", "1"}, {"message", ""}});
}

BOOST_AUTO_TEST_CASE(unknown_fields_are_ignored) {
    expect("data : no\n data: no\nDATA: no\ndatas: no\ndat\nfoo: bar\nfoo\ndata: x\n\n", {{"message", "x"}});
}

BOOST_AUTO_TEST_CASE(last_event_id_persists) {
    expect("data: a\n\nid: 1\ndata: b\n\ndata: c\n\nid:\ndata: d\n\n",
           {{"message", "a", ""}, {"message", "b", "1"}, {"message", "c", "1"}, {"message", "d", ""}});
}

BOOST_AUTO_TEST_CASE(id_without_data_holds_for_the_next_event) {
    expect("id: 7\n\ndata: x\n\n", {{"message", "x", "7"}});
}

BOOST_AUTO_TEST_CASE(id_that_holds_nul_is_ignored) {
    expect("id: 1\nid: 2\0003\ndata: x\n\nid: \0\ndata: y\n\n"sv, {{"message", "x", "1"}, {"message", "y", "1"}});
}

BOOST_AUTO_TEST_CASE(nul_is_allowed_in_data_and_type) {
    expect("event: a\0b\ndata: \0\n\n"sv, {{std::string{"a\0b"sv}, std::string{"\0"sv}}});
}

BOOST_AUTO_TEST_CASE(bytes_that_are_not_utf8_are_handed_on) {
    expect("data: \xFF\xC3\n\n", {{"message", "\xFF\xC3"}});
}

BOOST_AUTO_TEST_CASE(retry_sets_the_reconnection_time) {
    using namespace std::chrono_literals;
    BOOST_TEST((parse("retry: 1500\n").retry == 1500ms));
    BOOST_TEST((parse("retry:0\n\n").retry == 0ms));
    BOOST_TEST((parse("retry: 10\nretry: 020\n").retry == 20ms));
    BOOST_TEST((parse("retry: 9223372036854775807\n").retry == std::chrono::milliseconds::max()));
}

BOOST_AUTO_TEST_CASE(retry_without_a_whole_number_is_ignored) {
    for (auto const line : {"retry: 1000x\n"sv, "retry: -1\n"sv, "retry: +1\n"sv, "retry: 1.5\n"sv, "retry:  1\n"sv,
                            "retry: 1 \n"sv, "retry:\n"sv, "retry\n"sv, "retry: 9223372036854775808\n"sv, "retry: 5"sv})
        BOOST_TEST_CONTEXT(line) {
            BOOST_TEST(!parse(line).retry.has_value());
            BOOST_TEST((parse("retry: 9\n" + std::string{line}).retry == std::chrono::milliseconds{9}));
        }
}

BOOST_AUTO_TEST_CASE(unfinished_event_is_not_an_event) {
    for (auto const rest : {"data: y"sv, "data: y\n"sv, "data: y\r\n"sv, "event: z\n"sv, "dat"sv}) {
        BOOST_TEST_CONTEXT(rest) {
            auto const result = parse("data: x\n\n" + std::string{rest});
            BOOST_TEST(result.events == (std::vector<event>{{"message", "x"}}), boost::test_tools::per_element());
            BOOST_TEST(result.in_event);
        }
    }
}

BOOST_AUTO_TEST_CASE(finish_gives_out_what_no_blank_line_has_ended) {
    for (std::size_t const size : {1u, 3u, 100u}) {
        for (auto const end : {""sv, "\n"sv, "\r"sv, "\r\n"sv}) {
            auto const text = "data: x\n\nevent: z\nid: 7\ndata: a\ndata: b" + std::string(end);
            event_parser parser;
            outcome result;
            for (std::size_t at = 0; at < text.size(); at += size)
                feed(parser, std::string_view(text).substr(at, size), result);
            BOOST_REQUIRE(parser.finish());
            auto const& last = parser.event();
            BOOST_TEST((event{std::string(last.type), std::string(last.data), std::string(last.last_event_id)} ==
                        event{"z", "a\nb", "7"}));
            BOOST_TEST(!parser.in_event());
        }
    }
    for (auto const rest :
         {""sv, "data: x\n\n"sv, ": comm"sv, "event: z"sv, "event: z\n"sv, "\xEF\xBB\xBF"sv, "dat"sv}) {
        event_parser parser;
        outcome result;
        feed(parser, rest, result);
        BOOST_TEST(!parser.finish(), rest);
    }
}

BOOST_AUTO_TEST_CASE(lines_that_are_no_field_are_kept_up_to_a_limit) {
    for (std::size_t const size : {1u, 5u, 1000u}) {
        std::string_view const text =
            "error: {\"code\": 400}\ndata: x\n\n: comment\nid: a\0b\nDATA: y\n{\"a\": 1}\n\n"sv;
        event_parser parser;
        outcome result;
        for (std::size_t at = 0; at < text.size(); at += size)
            feed(parser, text.substr(at, size), result);
        BOOST_TEST(parser.stray_lines() == "error: {\"code\": 400}\nDATA: y\n{\"a\": 1}");
        parser.reset();
        BOOST_TEST(parser.stray_lines() == "");
    }
    event_parser parser;
    outcome result;
    for (int i = 0; i < 1000; ++i)
        feed(parser, std::string(100, 'x') + "\n", result);
    BOOST_TEST(parser.stray_lines().size() == 16u * 1024);
}

BOOST_AUTO_TEST_CASE(between_events_no_event_is_unfinished) {
    for (auto const rest : {""sv, "\n"sv, ": comment\n"sv, ": comm"sv, "id: 1\n"sv, "retry: 1\n"sv, "event: z\n\n"sv})
        BOOST_TEST_CONTEXT(rest)
    BOOST_TEST(!parse("data: x\n\n" + std::string{rest}).in_event);
    BOOST_TEST(!parse("\xEF\xBB\xBF: comm").in_event);
}

BOOST_AUTO_TEST_CASE(specifications_examples) {
    expect("data: YHOO\ndata: +2\ndata: 10\n\n", {{"message", "YHOO\n+2\n10"}});
    expect(": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event",
           {{"message", "first event", "1"}, {"message", "second event", ""}});
    expect("data:test\n\ndata: test\n\n", {{"message", "test"}, {"message", "test"}});
}

BOOST_AUTO_TEST_CASE(chat_completion_stream) {
    expect("data: {\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hel\"}}]}\n\n"
           ": keep-alive\n\n"
           "data: {\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"lo\"}}]}\n\n"
           "data: [DONE]\n\n",
           {{"message", "{\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hel\"}}]}"},
            {"message", "{\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"lo\"}}]}"},
            {"message", "[DONE]"}});
}

BOOST_AUTO_TEST_CASE(lines_longer_than_the_search_window_are_found_whole) {
    for (std::size_t const size : {1015U, 1016U, 1017U, 1018U, 1019U, 1020U, 2048U, 3000U}) {
        for (auto const end : {"\n"sv, "\r"sv, "\r\n"sv}) {
            std::string const data(size, 'x');
            auto document = "data: " + data;
            document.append(end).append(end);
            expect(document, {{"message", data}});
        }
    }
}

BOOST_AUTO_TEST_CASE(line_may_be_as_long_as_the_limit) {
    auto const fits = parse("data:45678\n\n:234567890\n\ndata:x\n\n", 10);
    BOOST_TEST(!fits.too_large);
    BOOST_TEST(fits.events.size() == 2U);

    for (auto const* line :
         {"data:456789", ":2345678901", "event:78901", "abcdefghijk", "data:456789\n", "abcdefghijk\n\n"})
        BOOST_TEST_CONTEXT(line) {
            auto const result = parse("data:x\n\n" + std::string{line}, 10);
            BOOST_TEST(result.too_large);
            BOOST_TEST(result.events == (std::vector<event>{{"message", "x"}}), boost::test_tools::per_element());
        }
}

BOOST_AUTO_TEST_CASE(joined_data_may_be_as_long_as_the_limit) {
    auto const fits = parse("data:1234\ndata:67890\n\ndata:1234\ndata:67890\n\n", 10);
    BOOST_TEST(fits.events.size() == 2U);
    BOOST_TEST(!fits.too_large);

    BOOST_TEST(parse("data:1234\ndata:678\ndata:01\n", 10).too_large);
    BOOST_TEST(parse("data:1234\ndata:678\ndata\ndata\n", 10).events.empty());
    BOOST_TEST(!parse("data:1234\ndata:678\ndata\ndata\n", 10).too_large);
    BOOST_TEST(parse("data:1234\ndata:678\ndata\ndata\ndata\n", 10).too_large);
}

BOOST_AUTO_TEST_CASE(many_short_lines_have_no_limit) {
    std::string document = "data:1\n";
    for (int i = 0; i != 50; ++i)
        document += ":ping\nid:1\n";
    document += '\n';
    auto const result = parse(document, 10);
    BOOST_TEST(!result.too_large);
    BOOST_TEST(result.events.size() == 1U);
}

BOOST_AUTO_TEST_CASE(error_is_a_length_error_that_names_the_limit) {
    event_parser parser{10};
    auto input = "data: 0123456789\n\n"sv;
    BOOST_CHECK_EXCEPTION(parser.parse(input), std::length_error, [](std::length_error const& error) {
        return std::string_view{error.what()}.find("10 bytes") != std::string_view::npos;
    });
}

BOOST_AUTO_TEST_CASE(data_of_one_line_in_one_chunk_is_not_copied) {
    event_parser parser;
    auto const document = "event: delta\nid: 1\ndata: {\"a\":1}\r\n\r\ndata: 2\n\n"sv;
    auto input = document;
    BOOST_REQUIRE(parser.parse(input));
    BOOST_TEST(parser.event().data.data() == document.data() + document.find("{"));
    BOOST_REQUIRE(parser.parse(input));
    BOOST_TEST(parser.event().data.data() == document.data() + document.find("2\n"));
    BOOST_TEST(!parser.parse(input));
}

BOOST_AUTO_TEST_CASE(reset_starts_a_new_stream) {
    event_parser parser{20};
    auto input = "id: 1\nretry: 5\nevent: x\ndata: y\ndata: z\r"sv;
    BOOST_TEST(!parser.parse(input));
    BOOST_TEST(parser.in_event());

    parser.reset();
    BOOST_TEST(!parser.in_event());
    BOOST_TEST(!parser.retry().has_value());

    outcome result;
    feed(parser, "\n\xEF\xBB\xBF\n", result); // no longer at the start
    BOOST_TEST(parser.in_event() == false);
    parser.reset();
    feed(parser,
         "\xEF\xBB\xBF"
         "data: a\n\n",
         result);
    BOOST_TEST(result.events == (std::vector<event>{{"message", "a"}}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(reset_makes_the_parser_usable_after_an_error) {
    event_parser parser{10};
    auto input = "data: x\ndata: 0123456789\n\n"sv;
    BOOST_CHECK_THROW(parser.parse(input), telnyx::sse::event_too_large);
    parser.reset();

    outcome result;
    feed(parser, "data: y\n\n", result);
    BOOST_TEST(result.events == (std::vector<event>{{"message", "y"}}), boost::test_tools::per_element());
}

// A parser that looked at the beginning of a line again for each byte would take days for this.
BOOST_AUTO_TEST_CASE(event_may_come_byte_by_byte_and_be_large) {
    constexpr std::size_t size = 2'000'000;
    std::string const document = "data: " + std::string(size, 'x') + "\ndata:" + std::string(size, 'y') + "\r\n\r\n";
    event_parser parser(3 * size);
    std::size_t events = 0;
    for (auto const& each : document) {
        std::string_view input(&each, 1);
        while (parser.parse(input)) {
            ++events;
            BOOST_TEST((parser.event().data == std::string(size, 'x') + "\n" + std::string(size, 'y')));
        }
    }
    BOOST_TEST(events == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
