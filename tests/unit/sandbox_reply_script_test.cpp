#include "telnyx/base/invalid_argument_error.hpp"
#include "telnyx/testing/impl/reply_script.hpp"

#include <boost/json/object.hpp>
#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

namespace {

using namespace std::chrono_literals;
using namespace telnyx::testing;
using telnyx::testing::detail::reply_script;

/// The steps in words: bytes as they are, everything else in angle brackets.
std::vector<std::string> steps_of(reply const& answer, std::string_view method = "GET",
                                  reply_script::protocol spoken = reply_script::protocol::http_1) {
    static constexpr char const* ends[] = {"close_notify", "fin", "reset", "silence"};
    auto const name = [](connection_end how) { return ends[static_cast<int>(how)]; };
    reply_script script(answer, method, "id", spoken);
    std::vector<std::string> steps;
    while (true) {
        auto const step = script.next();
        if (auto const* const piece = std::get_if<reply_script::send>(&step)) {
            bool const marked = piece->last && spoken == reply_script::protocol::http_2;
            steps.push_back(piece->bytes + (marked ? "<last>" : ""));
        } else if (auto const* const head = std::get_if<reply_script::head>(&step)) {
            steps.push_back("<head " + std::to_string(head->status) + (head->last ? " last>" : ">"));
        } else if (auto const* const code = std::get_if<stream_error>(&step)) {
            steps.push_back("<reset " + std::to_string(static_cast<int>(*code)) + ">");
            return steps;
        } else if (auto const* const delay = std::get_if<std::chrono::nanoseconds>(&step)) {
            steps.push_back("<wait " + std::to_string(delay->count()) + ">");
        } else if (std::holds_alternative<gate>(step)) {
            steps.push_back("<gate>");
        } else if (auto const* const how = std::get_if<connection_end>(&step)) {
            steps.push_back(std::string("<cut ") + name(*how) + ">");
            return steps;
        } else {
            auto const [end, open_ended] = std::get<reply_script::finish>(step);
            std::string const kind = open_ended ? "<only end " : "<end ";
            steps.push_back(end ? kind + name(*end) + ">" : "<keep>");
            return steps;
        }
    }
}

using steps = std::vector<std::string>;

} // namespace

BOOST_AUTO_TEST_SUITE(sandbox_reply_script)

BOOST_AUTO_TEST_CASE(head_and_body_are_one_chunk) {
    BOOST_TEST(steps_of(reply::json(422, "{}").header("X-A", "1")) ==
                   (steps{"HTTP/1.1 422 Unprocessable Entity\r\ncontent-type: application/json\r\nX-A: 1\r\n"
                          "x-request-id: id\r\ncontent-length: 2\r\n\r\n{}",
                          "<keep>"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(json_values_and_texts_are_bodies) {
    BOOST_TEST(reply::json(200, {{"a", 1}}).body() == R"({"a":1})");
    BOOST_TEST(reply::json(200, std::string("{broken")).body() == "{broken");
    telnyx::error_detail what;
    what.code = "1";
    what.pointer = "/a";
    BOOST_TEST(reply::error(400, what).body() == R"({"errors":[{"code":"1","source":{"pointer":"/a"}}]})");
}

BOOST_AUTO_TEST_CASE(own_framing_and_request_id_replace_those_added) {
    auto const made = steps_of(reply::text(200, "abc").header("Content-Length", "99").header("X-Request-Id", "own"));
    BOOST_TEST(made[0] == "HTTP/1.1 200 OK\r\ncontent-type: text/plain; charset=utf-8\r\nContent-Length: 99\r\n"
                          "X-Request-Id: own\r\n\r\nabc");
}

BOOST_AUTO_TEST_CASE(headers_that_break_the_head_are_refused) {
    BOOST_CHECK_THROW(reply().header("a b", "1"), telnyx::invalid_argument_error);
    BOOST_CHECK_THROW(reply().header("a", "1\r\nb: 2"), telnyx::invalid_argument_error);
}

BOOST_AUTO_TEST_CASE(raw_bytes_get_nothing_added) {
    BOOST_TEST(steps_of(reply::raw("abc").then_close(connection_end::fin)) == (steps{"abc", "<end fin>"}),
               boost::test_tools::per_element());
    BOOST_TEST(steps_of(reply::raw("")) == steps{"<keep>"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(events_happen_at_their_bytes_in_the_order_of_the_calls) {
    auto const answer =
        reply::raw("abcdef").hold(gate(), 3).pause(5ns, 3).after(7ns).pause(9ns, 6).then_close(connection_end::reset);
    BOOST_TEST(steps_of(answer) == (steps{"<wait 7>", "abc", "<gate>", "<wait 5>", "def", "<wait 9>", "<end reset>"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(chunks_are_cut_at_events_as_well) {
    BOOST_TEST(steps_of(reply::raw("abcdefg").pieces(3).pause(1ns, 4)) ==
                   (steps{"abc", "d", "<wait 1>", "efg", "<keep>"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(cut_ends_everything) {
    BOOST_TEST(steps_of(reply::raw("abc").cut_after_bytes(0)) == steps{"<cut fin>"}, boost::test_tools::per_element());
    BOOST_TEST(steps_of(reply::raw("abc").stall(2)) == (steps{"ab", "<cut silence>"}),
               boost::test_tools::per_element());
    BOOST_TEST(steps_of(reply::raw("abc").cut_after_bytes(3, connection_end::reset)) == (steps{"abc", "<cut reset>"}),
               boost::test_tools::per_element());
    BOOST_TEST(steps_of(reply::raw("abc").cut_after_bytes(4)) == (steps{"abc", "<keep>"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(streams_are_made_step_by_step) {
    auto const made = steps_of(reply::events({"a", "b"}).pace(1ns));
    BOOST_TEST(made == (steps{"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nx-request-id: id\r\n"
                              "transfer-encoding: chunked\r\n\r\n",
                              "<wait 1>", "9\r\ndata: a\n\n\r\n", "<wait 1>", "9\r\ndata: b\n\n\r\n", "<wait 1>",
                              "0\r\n\r\n", "<keep>"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(head_alone_has_no_body) {
    BOOST_TEST(steps_of(reply::events({"a"}), "HEAD").size() == 2u);
    BOOST_TEST(steps_of(reply::text(200, "abc"), "HEAD")[0].ends_with("content-length: 3\r\n\r\n"));
    BOOST_TEST(steps_of(reply(204, "abc"))[0] == "HTTP/1.1 204 No Content\r\nx-request-id: id\r\n\r\n");
    BOOST_TEST(steps_of(reply(304, "abc"))[0].find("content-length") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(bodies_until_the_close_have_no_length) {
    auto const made = steps_of(reply(200, "abc").until_close());
    BOOST_TEST(made[0] == "HTTP/1.1 200 OK\r\nx-request-id: id\r\n\r\nabc");
    BOOST_TEST(made[1] == "<end close_notify>");
}

BOOST_AUTO_TEST_CASE(over_http_2_the_head_is_a_step_and_the_body_has_no_framing) {
    constexpr auto h2 = reply_script::protocol::http_2;
    BOOST_TEST(steps_of(reply(200, "body"), "GET", h2) == (steps{"<head 200>", "body<last>", "<keep>"}));
    BOOST_TEST(steps_of(reply(204), "GET", h2) == (steps{"<head 204 last>", "<keep>"}));
    BOOST_TEST(steps_of(reply(200, "body"), "HEAD", h2) == (steps{"<head 200 last>", "<keep>"}));
    BOOST_TEST(steps_of(reply(200, "body").chunked(1).pieces(3), "GET", h2) ==
               (steps{"<head 200>", "bod", "y<last>", "<keep>"}));
    BOOST_TEST(steps_of(reply::events({"a", "b"}), "GET", h2) ==
               (steps{"<head 200>", "data: a\n\n", "data: b\n\n", "<keep>"}));
    BOOST_TEST(steps_of(reply::raw("bytes"), "GET", h2) == (steps{"bytes<last>", "<keep>"}));
}

BOOST_AUTO_TEST_CASE(over_http_2_positions_count_the_head_as_over_http_1) {
    constexpr auto h2 = reply_script::protocol::http_2;
    auto const plain = reply(200, "body");
    auto const head = steps_of(plain).front().size() - 4;
    BOOST_TEST(steps_of(reply(plain).pause(5ns, 10), "GET", h2) ==
               (steps{"<wait 5>", "<head 200>", "body<last>", "<keep>"}));
    BOOST_TEST(steps_of(reply(plain).pause(5ns, head), "GET", h2) ==
               (steps{"<head 200>", "<wait 5>", "body<last>", "<keep>"}));
    BOOST_TEST(steps_of(reply(plain).cut_after_bytes(head + 1), "GET", h2) == (steps{"<head 200>", "b", "<cut fin>"}));
    BOOST_TEST(steps_of(reply(plain).pause(5ns, head + 4), "GET", h2) ==
               (steps{"<head 200>", "body", "<wait 5>", "<keep>"}));
}

BOOST_AUTO_TEST_CASE(streams_are_reset_where_the_reply_says) {
    constexpr auto h2 = reply_script::protocol::http_2;
    BOOST_TEST(steps_of(reply::reset(stream_error::refused_stream), "GET", h2) == (steps{"<reset 7>"}));
    auto const head = steps_of(reply(200, "body")).front().size() - 4;
    BOOST_TEST(steps_of(reply(200, "body").reset_stream(stream_error::cancel, head + 2), "GET", h2) ==
               (steps{"<head 200>", "bo", "<reset 8>"}));
}

BOOST_AUTO_TEST_CASE(body_that_ends_with_its_connection_is_open_ended_unless_that_is_closed_properly) {
    constexpr auto h2 = reply_script::protocol::http_2;
    BOOST_TEST(steps_of(reply(200, "x").until_close(), "GET", h2) == (steps{"<head 200>", "x", "<end close_notify>"}));
    BOOST_TEST(steps_of(reply(200, "x").until_close(connection_end::fin), "GET", h2) ==
               (steps{"<head 200>", "x", "<only end fin>"}));
    BOOST_TEST(steps_of(reply(200, "x").then_close(connection_end::fin), "GET", h2) ==
               (steps{"<head 200>", "x", "<end fin>"}));
}

BOOST_AUTO_TEST_SUITE_END()
