#include "telnyx/base/errc.hpp"
#include "telnyx/http/response_framer.hpp"

#include <boost/beast/http/error.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <limits>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace {

using boost::beast::http::error;
using boost::system::error_code;
using telnyx::http::response_framer;

/// How a document is read.
struct reading {
    bool answers_head = false;
    bool then_ends = false; // the connection ends behind it
    std::size_t header_bytes = 64 * 1024;
};

/// What the framer made of it.
struct outcome {
    int status = 0;
    std::string fields{};
    std::string body{};
    std::string unread{}; // what it has left behind the response
    bool has_head = false;
    bool complete = false;
    bool keeps_alive = false;
    bool ends_with_connection = false;
    error_code failure{};
};

std::ostream& operator<<(std::ostream& out, outcome const& made) {
    return out << "status " << made.status << ", fields \"" << made.fields << "\", body \"" << made.body
               << "\", unread \"" << made.unread << "\", head " << made.has_head << ", complete " << made.complete
               << ", keeps alive " << made.keeps_alive << ", ends with connection " << made.ends_with_connection
               << ", failure " << made.failure.message();
}

/// Reads a document that arrives in these pieces, as a connection does: what was not used is offered again together
/// with what comes next. Each time in memory of its own, so that AddressSanitizer sees a read too far.
class reader {
  public:
    explicit reader(reading const& how) { framer_.start(how.answers_head, how.header_bytes); }

    void receive(std::string_view piece) {
        unread_ += piece;
        while (!made_.failure && !framer_.complete() && !unread_.empty()) {
            auto const size = unread_.size();
            auto const bytes = std::make_unique<char[]>(size);
            std::memcpy(bytes.get(), unread_.data(), size);
            auto const used = framer_.parse({bytes.get(), size}, made_.failure);
            BOOST_TEST_REQUIRE(used <= size);
            auto const found = framer_.chunk();
            if (!found.empty()) {
                BOOST_TEST((found.data() >= bytes.get() && found.data() + found.size() <= bytes.get() + used));
                made_.body += found;
            }
            unread_.erase(0, used);
            if (used == 0) return;
        }
    }

    void end() {
        if (!made_.failure) framer_.end_of_input(made_.failure);
    }

    outcome result() {
        made_.has_head = framer_.has_head();
        made_.complete = framer_.complete();
        if (made_.has_head) {
            made_.status = framer_.status();
            made_.fields = framer_.fields().text();
            made_.keeps_alive = framer_.keeps_alive();
            made_.ends_with_connection = framer_.ends_with_connection();
        }
        if (made_.complete) made_.unread = unread_;
        return made_;
    }

    response_framer& framer() { return framer_; }
    std::string const& unread() const { return unread_; }

  private:
    response_framer framer_;
    std::string unread_;
    outcome made_;
};

outcome read(std::vector<std::string_view> const& pieces, reading const& how) {
    reader in(how);
    for (auto const piece : pieces)
        in.receive(piece);
    if (how.then_ends) in.end();
    return in.result();
}

/// All ways in which a document is cut: whole, in single bytes, in two parts at every place.
std::vector<std::vector<std::string_view>> ways_to_cut(std::string_view document) {
    std::vector<std::vector<std::string_view>> ways{{document}, {}};
    for (std::size_t at = 0; at < document.size(); ++at)
        ways[1].push_back(document.substr(at, 1));
    for (std::size_t at = 1; at < document.size(); ++at)
        ways.push_back({document.substr(0, at), document.substr(at)});
    return ways;
}

std::string description(std::vector<std::string_view> const& pieces) {
    if (pieces.size() == 1) return "whole";
    if (pieces.size() == 2) return "cut behind byte " + std::to_string(pieces[0].size());
    return "byte by byte";
}

/// Reads a good document in all ways; what it gives has to be the same in each.
outcome read_well(std::string_view document, reading const& how = {}) {
    auto const whole = read({document}, how);
    BOOST_TEST(!whole.failure, whole.failure.message());
    BOOST_TEST(whole.complete);
    for (auto const& pieces : ways_to_cut(document)) {
        BOOST_TEST_CONTEXT(description(pieces)) {
            auto const made = read(pieces, how);
            BOOST_TEST(!made.failure, made.failure.message());
            BOOST_TEST(made.complete);
            BOOST_TEST(made.status == whole.status);
            BOOST_TEST(made.fields == whole.fields);
            BOOST_TEST(made.body == whole.body);
            BOOST_TEST(made.unread == whole.unread);
            BOOST_TEST(made.keeps_alive == whole.keeps_alive);
            BOOST_TEST(made.ends_with_connection == whole.ends_with_connection);
        }
    }
    return whole;
}

/// Reads a bad document in all ways; every one has to end in an error, and none in a complete response.
outcome read_badly(std::string_view document, reading const& how = {}) {
    auto const whole = read({document}, how);
    for (auto const& pieces : ways_to_cut(document)) {
        BOOST_TEST_CONTEXT(description(pieces)) {
            auto const made = read(pieces, how);
            BOOST_TEST(made.failure, "taken for good: " << made);
            BOOST_TEST(!made.complete);
        }
    }
    return whole;
}

std::string response(std::string_view fields, std::string_view body = {}, std::string_view status = "200 OK") {
    return std::string("HTTP/1.1 ").append(status).append("\r\n").append(fields).append("\r\n").append(body);
}

std::string chunked(std::string_view body) {
    return response("Transfer-Encoding: chunked\r\n", body);
}

} // namespace

BOOST_AUTO_TEST_SUITE(response_framing)

// Bodies with a length

BOOST_AUTO_TEST_CASE(body_has_the_length_that_the_head_says) {
    auto const made = read_well(response("Content-Type: text/plain\r\nContent-Length: 5\r\n", "hello"));
    BOOST_TEST(made.status == 200);
    BOOST_TEST(made.fields == "Content-Type: text/plain\r\nContent-Length: 5\r\n");
    BOOST_TEST(made.body == "hello");
    BOOST_TEST(made.keeps_alive);
    BOOST_TEST(!made.ends_with_connection);
}

BOOST_AUTO_TEST_CASE(status_without_blank_and_reason_is_taken) {
    for (std::string const version : {"HTTP/1.1", "HTTP/1.0"}) {
        auto const made = read_well(version + " 200\r\nContent-Length: 5\r\nA: b\r\n\r\nhello");
        BOOST_TEST(made.status == 200);
        BOOST_TEST(made.fields == "Content-Length: 5\r\nA: b\r\n");
        BOOST_TEST(made.body == "hello");
        BOOST_TEST(made.keeps_alive == (version == "HTTP/1.1"));
    }
    BOOST_TEST(read_well("HTTP/1.1 204\r\n\r\n").status == 204);
    BOOST_TEST(read_well("HTTP/1.1 999\r\n\r\n", {.answers_head = true}).status == 999);
    BOOST_TEST(
        read_well("HTTP/1.1 100\r\n\r\nHTTP/1.1 103\r\nA: b\r\n\r\n" + response("Content-Length: 0\r\n", "", "503"))
            .status == 503);
    BOOST_TEST(read_well("HTTP/1.1 200\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n").body == "ab");
    BOOST_TEST(read_well("HTTP/1.1 200\r\n\r\nhello", {.then_ends = true}).body == "hello");
}

BOOST_AUTO_TEST_CASE(status_line_that_is_unclear_is_refused) {
    for (auto const* const line :
         {"HTTP/1.1 20\r\n", "HTTP/1.1 2000\r\n", "HTTP/1.1 20x\r\n", "HTTP/1.1 200\n", "HTTP/1.1 200\r\r\n",
          "HTTP/1.1  200\r\n", "HTTP/1.1\r\n", "HTTP/1.2 200\r\n", "HTTP/2 200\r\n", "HTTP/1.1 200\tOK\r\n",
          "HTTP/1.1 101\r\n", "HTTP/1.1 099\r\n", "http/1.1 200\r\n"})
        BOOST_TEST_CONTEXT(line) read_badly(std::string(line) + "Content-Length: 0\r\n\r\n", {.then_ends = true});
    BOOST_TEST_CONTEXT("too large")
    read_badly("HTTP/1.1 200\r\nA: " + std::string(100, 'b') + "\r\n\r\n", {.header_bytes = 100});
}

BOOST_AUTO_TEST_CASE(bytes_behind_the_response_are_left_alone) {
    for (auto const* const rest : {"H", "HTTP/1.1 200 OK\r\n", "\r\n", "garbage"}) {
        BOOST_TEST(read_well(response("Content-Length: 5\r\n", std::string("hello") + rest)).unread == rest);
        BOOST_TEST(read_well(response("Content-Length: 0\r\n", rest)).unread == rest);
        BOOST_TEST(read_well(chunked(std::string("2\r\nab\r\n0\r\n\r\n") + rest)).unread == rest);
        BOOST_TEST(read_well(response("", rest, "204 No Content")).unread == rest);
    }
}

BOOST_AUTO_TEST_CASE(length_is_known_with_the_head) {
    reader in(reading{});
    in.receive(response("Content-Length: 18446744073709551615\r\n"));
    BOOST_TEST(in.framer().has_head());
    BOOST_TEST(in.framer().content_length().value_or(0) == 18446744073709551615u);
    reader other(reading{});
    other.receive(chunked(""));
    BOOST_TEST(!other.framer().content_length());
}

BOOST_AUTO_TEST_CASE(same_length_may_be_said_twice) {
    BOOST_TEST(read_well(response("Content-Length: 2\r\nContent-Length: 2\r\n", "ab")).body == "ab");
    BOOST_TEST(read_well(response("Content-Length: 2, 2\r\n", "ab")).body == "ab");
}

BOOST_DATA_TEST_CASE(lengths_that_conflict_or_are_no_numbers_are_refused,
                     boost::unit_test::data::make<std::string>({
                         "Content-Length: 5\r\nContent-Length: 6\r\n",
                         "Content-Length: 5, 6\r\n",
                         "Content-Length: 5,\r\n",
                         "Content-Length: -5\r\n",
                         "Content-Length: +5\r\n",
                         "Content-Length: 0x5\r\n",
                         "Content-Length: 5 5\r\n",
                         "Content-Length: five\r\n",
                         "Content-Length: 5.0\r\n",
                         "Content-Length:\r\n",
                         "Content-Length: 18446744073709551616\r\n",
                         "Content-Length: 1\r\n 0\r\n",
                     }),
                     fields) {
    read_badly(response(fields, "hello world"));
}

BOOST_AUTO_TEST_CASE(connection_that_ends_within_the_body_is_an_error) {
    for (auto const* const body : {"", "a", "abcd"})
        BOOST_TEST(read_badly(response("Content-Length: 5\r\n", body), {.then_ends = true}).failure ==
                   error_code(error::partial_message));
}

// Responses without a body

BOOST_AUTO_TEST_CASE(response_to_head_has_no_body_whatever_it_says) {
    for (auto const* const fields : {"Content-Length: 5\r\n", "Transfer-Encoding: chunked\r\n", ""}) {
        auto const made = read_well(response(fields, "rest"), {.answers_head = true});
        BOOST_TEST(made.body == "");
        BOOST_TEST(made.unread == "rest");
        BOOST_TEST(made.keeps_alive);
        BOOST_TEST(!made.ends_with_connection);
    }
}

BOOST_AUTO_TEST_CASE(no_content_and_not_modified_have_no_body_whatever_they_say) {
    for (auto const* const status : {"204 No Content", "304 Not Modified"}) {
        for (auto const* const fields : {"Content-Length: 5\r\n", "Transfer-Encoding: chunked\r\n", ""}) {
            auto const made = read_well(response(fields, "rest", status));
            BOOST_TEST(made.body == "");
            BOOST_TEST(made.unread == "rest");
            BOOST_TEST(made.keeps_alive);
        }
    }
}

// Interim responses

BOOST_AUTO_TEST_CASE(interim_responses_are_skipped_with_their_fields) {
    auto const made = read_well("HTTP/1.1 100 Continue\r\n\r\n"
                                "HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\nContent-Length: 7\r\n\r\n" +
                                response("X: final\r\nContent-Length: 2\r\n", "ab"));
    BOOST_TEST(made.status == 200);
    BOOST_TEST(made.fields == "X: final\r\nContent-Length: 2\r\n");
    BOOST_TEST(made.body == "ab");
}

BOOST_AUTO_TEST_CASE(interim_response_does_not_make_a_response_to_head_have_a_body) {
    auto const made =
        read_well("HTTP/1.1 100 Continue\r\n\r\n" + response("Content-Length: 5\r\n", "rest"), {.answers_head = true});
    BOOST_TEST(made.unread == "rest");
}

BOOST_AUTO_TEST_CASE(connection_that_ends_after_an_interim_response_is_an_error) {
    auto const made = read_badly("HTTP/1.1 100 Continue\r\n\r\n", {.then_ends = true});
    BOOST_TEST(!made.has_head);
}

BOOST_AUTO_TEST_CASE(storm_of_interim_responses_is_refused) {
    auto const storm = [](int count) {
        std::string text;
        for (int i = 0; i < count; ++i)
            text += "HTTP/1.1 102 P\r\n\r\n";
        return text + response("Content-Length: 0\r\n");
    };
    BOOST_TEST(read_well(storm(32)).status == 200);
    BOOST_TEST(read_badly(storm(33)).failure == error_code(telnyx::errc::malformed_response));
}

BOOST_AUTO_TEST_CASE(count_of_interim_responses_begins_anew_with_each_request) {
    reader in(reading{});
    for (int round = 0; round < 3; ++round) {
        in.framer().start(false, 1000);
        for (int i = 0; i < 32; ++i)
            in.receive("HTTP/1.1 102 P\r\n\r\n");
        in.receive(response("Content-Length: 0\r\n"));
        BOOST_TEST(in.result().complete);
    }
}

BOOST_AUTO_TEST_CASE(nobody_has_asked_to_switch_protocols) {
    auto const made = read_badly("HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: upgrade\r\n\r\n");
    BOOST_TEST(made.failure == error_code(telnyx::errc::malformed_response));
}

// Chunks

BOOST_AUTO_TEST_CASE(chunks_are_put_together) {
    auto const made = read_well(chunked("3\r\nabc\r\n1\r\nd\r\n00A\r\n0123456789\r\n0\r\n\r\n"));
    BOOST_TEST(made.body == "abcd0123456789");
    BOOST_TEST(made.keeps_alive);
    BOOST_TEST(!made.ends_with_connection);
}

BOOST_AUTO_TEST_CASE(chunked_body_may_be_empty) {
    BOOST_TEST(read_well(chunked("0\r\n\r\n")).body == "");
    BOOST_TEST(read_well(chunked("000\r\n\r\n")).body == "");
    BOOST_TEST(read_well(chunked("0;last\r\nA: b\r\n\r\n")).body == "");
}

BOOST_AUTO_TEST_CASE(extensions_of_chunks_are_skipped) {
    auto const made = read_well(
        chunked("1;a\r\nx\r\n1;a=b\r\ny\r\n1;name=\"va;l\tue\\\"\"\r\nz\r\n1 ; a = b ;c\r\nw\r\n0;end=1\r\n\r\n"));
    BOOST_TEST(made.body == "xyzw");
}

BOOST_AUTO_TEST_CASE(trailers_are_read_and_dropped) {
    auto const made = read_well(chunked("2\r\nab\r\n0\r\nX-Checksum: 1\r\nSet-Cookie: a\r\n\r\n"));
    BOOST_TEST(made.body == "ab");
    BOOST_TEST(made.fields == "Transfer-Encoding: chunked\r\n");
    BOOST_TEST(made.keeps_alive);
}

BOOST_AUTO_TEST_CASE(name_of_the_coding_may_be_written_in_any_case) {
    BOOST_TEST(read_well(response("transfer-encoding: CHUNKED\r\n", "1\r\na\r\n0\r\n\r\n")).body == "a");
}

BOOST_DATA_TEST_CASE(broken_chunks_are_refused,
                     boost::unit_test::data::make<std::string>({
                         "x\r\nab\r\n0\r\n\r\n",
                         "\r\nab\r\n0\r\n\r\n",
                         "-2\r\nab\r\n0\r\n\r\n",
                         "+2\r\nab\r\n0\r\n\r\n",
                         "0x2\r\nab\r\n0\r\n\r\n",
                         "2\r\nabc\r\n0\r\n\r\n",
                         "3\r\nab\r\n0\r\n\r\n",
                         "2\nab\n0\n\n",
                         "2\r\nab0\r\n\r\n",
                         "2 b\r\nab\r\n0\r\n\r\n",
                         "2;\"\r\nab\r\n0\r\n\r\n",
                         "2;a=\"b\r\nab\r\n0\r\n\r\n",
                         "2;a=\"b\nc\"\r\nab\r\n0\r\n\r\n",
                         "2;a=\"b\x1b\"\r\nab\r\n0\r\n\r\n",
                         "2\r\nab\r\n0;a=\"b\nc\"\r\n\r\n",
                         "10000000000000000\r\nab\r\n0\r\n\r\n",
                         "0\r\nno trailer\r\n\r\n",
                         "0\r\nContent-Length: 5\r\n\r\n",
                         "0\r\nTransfer-Encoding: chunked\r\n\r\n",
                         "0\r\nTransfer-Encoding: gzip\r\n\r\n",
                     }),
                     body) {
    read_badly(chunked(body), {.then_ends = true});
}

BOOST_AUTO_TEST_CASE(connection_that_ends_within_chunks_is_an_error) {
    std::string const body = "2;x\r\nab\r\n3\r\ncde\r\n0\r\nA: b\r\n\r\n";
    for (std::size_t size = 0; size < body.size(); ++size)
        BOOST_TEST_CONTEXT("after " << size << " bytes")
    read_badly(chunked(body.substr(0, size)), {.then_ends = true});
}

BOOST_AUTO_TEST_CASE(chunk_header_that_grows_too_large_is_an_error_before_it_ends) {
    for (std::string const start :
         {"2", "2;", "2;a=\"", "0", "0;", "0\r\nA: ", "0\r\nA: b\r\nC: ", "1\r\nx\r\n2;", "1\r\nx\r\n0\r\nA: "})
        for (std::size_t const size : {1u, 7u, 1000u}) {
            reader in({.header_bytes = 1000});
            in.receive(chunked(start));
            std::size_t total = 0;
            while (!in.result().failure && total < 10'000) {
                in.receive(std::string(size, '0'));
                total += size;
            }
            BOOST_TEST(in.result().failure == error_code(error::header_limit));
            BOOST_TEST(total <= 2000u);
        }
}

BOOST_AUTO_TEST_CASE(chunk_header_or_trailer_may_be_as_large_as_the_limit_and_not_larger) {
    std::string const fill(100, 'x');
    for (std::string const& part : {"1;" + fill + "\r\n", "0;" + fill + "\r\n\r\n", "0\r\nA: " + fill + "\r\n\r\n",
                                    "0\r\nA: b\r\nC: " + fill + "\r\n\r\n"}) {
        auto const rest = part[0] == '1' ? "x\r\n0\r\n\r\n" : "";
        BOOST_TEST(read_well(chunked(part + rest), {.header_bytes = part.size()}).complete);
        BOOST_TEST(read_badly(chunked(part + rest), {.header_bytes = part.size() - 1}).failure ==
                   error_code(error::header_limit));
        // The line end behind a chunk counts as well.
        BOOST_TEST(read_well(chunked("1\r\ny\r\n" + part + rest), {.header_bytes = part.size() + 2}).complete);
    }
}

BOOST_AUTO_TEST_CASE(many_chunks_are_no_large_header) {
    std::string body;
    for (int i = 0; i < 10'000; ++i)
        body += "1;a=b\r\nx\r\n";
    BOOST_TEST(read({chunked(body + "0\r\n\r\n")}, {.header_bytes = 100}).body == std::string(10'000, 'x'));
}

// Bodies that end with the connection

BOOST_AUTO_TEST_CASE(without_a_length_the_body_ends_with_the_connection) {
    auto const made = read_well(response("Content-Type: text/plain\r\n", "to the end"), {.then_ends = true});
    BOOST_TEST(made.body == "to the end");
    BOOST_TEST(made.ends_with_connection);
    BOOST_TEST(!made.keeps_alive);
    BOOST_TEST(read_well(response(""), {.then_ends = true}).body == "");
    BOOST_TEST(!read({response("", "not yet")}, {}).complete);
}

// Ambiguous framing

BOOST_DATA_TEST_CASE(codings_that_are_unknown_or_contradict_a_length_are_refused,
                     boost::unit_test::data::make<std::string>({
                         "Transfer-Encoding: gzip\r\n",
                         "Transfer-Encoding: identity\r\n",
                         "Transfer-Encoding: gzip, chunked\r\n",
                         "Transfer-Encoding: chunked, gzip\r\n",
                         "Transfer-Encoding: chunked, chunked\r\n",
                         "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
                         "Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n",
                         "Transfer-Encoding: xchunked\r\n",
                         "Transfer-Encoding: \"chunked\"\r\n",
                         "Transfer-Encoding:\r\n",
                         "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
                         "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                         "Content-Length: 0\r\nTransfer-Encoding: chunked\r\n",
                         "Transfer-Encoding : chunked\r\n",
                     }),
                     fields) {
    read_badly(response(fields, "2\r\nab\r\n0\r\n\r\n"));
}

BOOST_AUTO_TEST_CASE(http_1_0_knows_no_transfer_codings) {
    read_badly("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: keep-alive\r\n\r\n0\r\n\r\n");
}

// Keeping the connection

BOOST_AUTO_TEST_CASE(http_1_1_keeps_the_connection_unless_it_says_otherwise) {
    BOOST_TEST(read_well(response("Content-Length: 0\r\n")).keeps_alive);
    BOOST_TEST(!read_well(response("Connection: close\r\nContent-Length: 0\r\n")).keeps_alive);
    BOOST_TEST(!read_well(response("Content-Length: 0\r\nConnection: x, CLOSE\r\n")).keeps_alive);
    BOOST_TEST(!read_well(response("Connection: close\r\n", "", "204 No Content")).keeps_alive);
}

BOOST_AUTO_TEST_CASE(http_1_0_ends_the_connection_unless_it_says_otherwise) {
    std::string const rest = "Content-Length: 2\r\n\r\nab";
    BOOST_TEST(!read_well("HTTP/1.0 200 OK\r\n" + rest).keeps_alive);
    BOOST_TEST(read_well("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n" + rest).keeps_alive);
    auto const to_the_end = read_well("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n\r\nab", {.then_ends = true});
    BOOST_TEST(to_the_end.body == "ab");
    BOOST_TEST(!to_the_end.keeps_alive);
}

// Heads

BOOST_AUTO_TEST_CASE(fields_are_kept_in_order_with_blanks_around_the_values_taken_off) {
    auto const made = read_well(response("b: 1\r\nA:\t2 \r\nb:3\r\nEmpty:\r\nContent-Length: 0\r\n"));
    BOOST_TEST(made.fields == "b: 1\r\nA: 2\r\nb: 3\r\nEmpty: \r\nContent-Length: 0\r\n");
}

BOOST_AUTO_TEST_CASE(folded_value_becomes_one_line) {
    auto const made = read_well(response("X: one\r\n  two\r\n\tthree\r\nContent-Length: 1\r\n", "a"));
    BOOST_TEST(made.fields == "X: one two three\r\nContent-Length: 1\r\n");
}

BOOST_AUTO_TEST_CASE(reason_may_be_empty_or_hold_any_text) {
    BOOST_TEST(read_well(response("Content-Length: 0\r\n", "", "299 ")).status == 299);
    BOOST_TEST(read_well(response("Content-Length: 0\r\n", "", "404 Not \xc3\xa4 Found")).status == 404);
}

BOOST_DATA_TEST_CASE(what_is_no_http_response_is_refused,
                     boost::unit_test::data::make<std::string>({
                         "HTTP/2.0 200 OK\r\n\r\n",
                         "HTTP/0.9 200 OK\r\n\r\n",
                         "HTTP/1.1 20 OK\r\n\r\n",
                         "HTTP/1.1 2000 OK\r\n\r\n",
                         "HTTP/1.1 099 OK\r\n\r\n",
                         "HTTP/1.1 000 OK\r\n\r\n",
                         "HTTP/1.1 abc OK\r\n\r\n",
                         "HTTP/1.1  200 OK\r\n\r\n",
                         "http/1.1 200 OK\r\n\r\n",
                         "SSH-2.0-OpenSSH_9.2\r\n\r\n",
                         "<html></html>\r\n\r\n",
                         "GET / HTTP/1.1\r\n\r\n",
                         "\r\n\r\n",
                         "HTTP/1.1 200 OK\n\n",
                         "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                         "HTTP/1.1 200 OK\r\n: no name\r\n\r\n",
                         "HTTP/1.1 200 OK\r\nna me: x\r\n\r\n",
                         "HTTP/1.1 200 OK\r\nX: a\rb\r\n\r\n",
                         "HTTP/1.1 200 OK\r\nX: a\nY: b\r\n\r\n",
                         "HTTP/1.1 200 OK\r\nX: a\x01z\r\n\r\n",
                         "HTTP/1.1 200 OK\r\n X: folded without a field\r\n\r\n",
                     }),
                     document) {
    read_badly(document, {.then_ends = true});
}

BOOST_DATA_TEST_CASE(line_ends_that_are_none_are_refused_without_waiting_for_more,
                     boost::unit_test::data::make<std::string>({
                         "HTTP/1.1 200 OK\n\n",
                         "HTTP/1.1 200 OK\r\nX: y\n\n",
                         "HTTP/1.1 200 OK\r\nX: y\r\n\rz",
                         "HTTP/1.1 200 OK\r\nX: y\r\rz",
                         "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\n\n",
                         "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nX: y\n\n",
                     }),
                     document) {
    read_badly(document);
}

BOOST_AUTO_TEST_CASE(field_value_with_nul_is_refused) {
    using namespace std::string_literals;
    read_badly(response("X: a\0b\r\nContent-Length: 0\r\n"s));
}

BOOST_AUTO_TEST_CASE(connection_that_ends_within_the_head_is_an_error) {
    auto const document = response("X: y\r\nContent-Length: 0\r\n");
    for (std::size_t size = 0; size < document.size(); ++size)
        BOOST_TEST(!read_badly(document.substr(0, size), {.then_ends = true}).has_head);
}

BOOST_AUTO_TEST_CASE(head_may_be_as_large_as_the_limit_and_not_larger) {
    auto const document = response("X: " + std::string(150, 'x') + "\r\nY: z\r\nContent-Length: 2\r\n");
    BOOST_TEST(read_well(document + "ab", {.header_bytes = document.size()}).body == "ab");
    BOOST_TEST(read_badly(document + "ab", {.header_bytes = document.size() - 1}).failure ==
               error_code(error::header_limit));
    BOOST_TEST(read_badly("HTTP/1.1 100 Continue\r\n\r\n" + document, {.header_bytes = document.size() - 1}).failure ==
               error_code(error::header_limit));
}

BOOST_AUTO_TEST_CASE(limit_counts_fields_that_came_one_by_one) {
    reader in({.header_bytes = 1000});
    in.receive("HTTP/1.1 200 OK\r\n");
    int fields = 0;
    while (!in.result().failure && ++fields < 1000)
        in.receive("A: 345678\r\n");
    BOOST_TEST(in.result().failure == error_code(error::header_limit));
    BOOST_TEST(fields < 100);
}

BOOST_AUTO_TEST_CASE(largest_limit_is_none) {
    auto const document = response("X: " + std::string(150, 'x') + "\r\nContent-Length: 2\r\n", "ab");
    reading const unlimited{.header_bytes = std::numeric_limits<std::size_t>::max()};
    BOOST_TEST(read_well(document, unlimited).body == "ab");
    BOOST_TEST(read_well(chunked("2;x\r\nab\r\n0\r\nA: b\r\n\r\n"), unlimited).body == "ab");
}

// Work

BOOST_AUTO_TEST_CASE(work_grows_with_the_size_however_small_the_chunks_are) {
    std::string const fill(20'000, 'x');
    std::string fields, chunks;
    for (int i = 0; i < 2000; ++i) {
        fields += "A: 345678\r\n";
        chunks += "1;a=b\r\nx\r\n";
    }
    std::string const zeros(20'000, '0');
    for (auto const& document :
         {response("X: " + fill + "\r\nContent-Length: 2\r\n", "ab"), response(fields + "Content-Length: 0\r\n"),
          response("Content-Length: 0\r\n", "", "200 " + fill),
          response("X: y\r\n " + fill.substr(0, 3000) + "\r\n\tz\r\n", fill),
          chunked("2;" + fill + "\r\nab\r\n0\r\n\r\n"), chunked("2\r\nab\r\n0;" + fill + "\r\n" + fields + "\r\n"),
          chunked("2\r\nab\r\n" + zeros + ";" + fill + "\r\nX: " + fill + "\r\n\r\n"),
          chunked(chunks + "0\r\n" + fields + "\r\n"), chunked("4e20\r\n" + fill + "\r\n0\r\n\r\n")}) {
        for (std::size_t const size :
             {std::size_t(1), std::size_t(2), std::size_t(3), std::size_t(100), document.size()}) {
            response_framer framer;
            framer.start(false, 100'000);
            std::string unread;
            error_code failure;
            for (std::size_t at = 0; at < document.size() && !failure; at += size) {
                unread += document.substr(at, size);
                std::size_t used = 1;
                while (used != 0 && !framer.complete() && !failure) {
                    used = framer.parse(unread, failure);
                    unread.erase(0, used);
                }
            }
            BOOST_TEST(!failure, failure.message());
            BOOST_TEST(framer.has_head());
            BOOST_TEST(framer.work() <= 4 * document.size(),
                       framer.work() << " for " << document.size() << " bytes in pieces of " << size);
        }
    }
}

BOOST_AUTO_TEST_CASE(what_is_too_large_takes_no_more_work_than_its_limit) {
    for (std::string const& start :
         {std::string("HTTP/1.1 200 "), std::string("HTTP/1.1 200 OK\r\nA: "), chunked("2;"), chunked("0\r\nA: ")}) {
        reader in({.header_bytes = 20'000});
        in.receive(start);
        std::size_t total = 0;
        while (!in.result().failure && ++total < 100'000)
            in.receive("x");
        BOOST_TEST(in.result().failure == error_code(error::header_limit));
        BOOST_TEST(in.framer().work() <= 4u * 20'000);
    }
}

BOOST_AUTO_TEST_CASE(what_is_announced_is_known) {
    reader in(reading{});
    in.receive(response("Content-Length: 10\r\n", "abc"));
    BOOST_TEST(in.framer().announced() == 7u);
    reader chunks(reading{});
    chunks.receive(chunked("A\r\nabc"));
    BOOST_TEST(chunks.framer().announced() == 7u);
    chunks.receive("defghij\r\n");
    BOOST_TEST(chunks.framer().announced() == 0u);
    chunks.receive("FFFFFFFFFFFFFFFF\r\n");
    BOOST_TEST(chunks.framer().announced() == std::numeric_limits<std::uint64_t>::max());
    reader endless(reading{});
    endless.receive(response("", "abc"));
    BOOST_TEST(endless.framer().announced() == 0u);
}

BOOST_AUTO_TEST_CASE(body_does_not_count_as_head) {
    std::string const body(5000, 'b');
    auto const document = response("Content-Length: 5000\r\n", body);
    BOOST_TEST(read({document}, {.header_bytes = 100}).body == body);
}

// One response after the other

BOOST_AUTO_TEST_CASE(responses_that_follow_each_other_are_read_one_by_one) {
    response_framer framer;
    std::string bytes = response("A: 1\r\nContent-Length: 3\r\n", "one") + chunked("3\r\ntwo\r\n0\r\n\r\n") +
                        response("", "", "204 No Content") + response("Content-Length: 5\r\n", "three");
    std::vector<std::string> bodies;
    while (!bytes.empty()) {
        framer.start(false, 1000);
        std::string body;
        while (!framer.complete()) {
            error_code failure;
            auto const used = framer.parse(bytes, failure);
            BOOST_TEST_REQUIRE(!failure, failure.message());
            BOOST_TEST_REQUIRE(used > 0u);
            body += framer.chunk();
            bytes.erase(0, used);
        }
        bodies.push_back(body);
    }
    BOOST_TEST(bodies == (std::vector<std::string>{"one", "two", "", "three"}), boost::test_tools::per_element());
    BOOST_TEST(framer.fields().text() == "Content-Length: 5\r\n");
}

BOOST_AUTO_TEST_CASE(chunk_is_shown_as_soon_as_it_is_there) {
    reader in(reading{});
    in.receive(chunked("5\r\nab"));
    BOOST_TEST(in.result().body == "ab");
    in.receive("c");
    BOOST_TEST(in.result().body == "abc");
    in.receive("de\r\n1\r\nf");
    BOOST_TEST(in.result().body == "abcdef");
    reader other(reading{});
    other.receive(response("Content-Length: 5\r\n", "ab"));
    BOOST_TEST(other.result().body == "ab");
}

BOOST_AUTO_TEST_SUITE_END()
