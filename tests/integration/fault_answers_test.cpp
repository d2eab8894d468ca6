// What becomes of answers as servers may give them, and as none should: RFC 9110 and RFC 9112.

#include "support/fault_fixture.hpp"
#include "support/pool_fixture.hpp"

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace {

using namespace telnyx::tests;
using namespace std::string_literals;
using namespace std::chrono_literals;

/// Answers, what the caller gets for them, and whether the connection can then serve the next call.
struct row {
    char const* name;
    std::string answer;
    char const* outcome;
    bool kept;
};

constexpr bool kept = true;
constexpr bool closed = false;

std::string repeat(std::string const& piece, std::size_t count) {
    std::string all;
    for (std::size_t i = 0; i < count; ++i)
        all += piece;
    return all;
}

std::string const ok = "HTTP/1.1 200 OK\r\n";
std::string const early = "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n";
std::string const five = "Content-Length: 5\r\n\r\nhello";

std::string with_field(std::string const& field) {
    return ok + field + "\r\n" + five;
}

std::string with_length(std::string const& length) {
    return ok + "Content-Length: " + length + "\r\n\r\nhello";
}

std::string with_coding(std::string const& coding) {
    return ok + "Transfer-Encoding: " + coding + "\r\n\r\n5\r\nhello\r\n0\r\n\r\n";
}

std::string chunked(std::string const& body) {
    return ok + "Transfer-Encoding: chunked\r\n\r\n" + body;
}

std::string with_status(std::string const& line) {
    return line + "\r\n" + five;
}

std::vector<row> const good_answers{
    {"a length", ok + five, "hello", kept},
    {"no space behind a status", "HTTP/1.1 200\r\n" + five, "hello", kept},
    {"no space behind the colon", ok + "Content-Length:5\r\n\r\nhello", "hello", kept},
    {"blanks around a value", ok + "Content-Length: \t 5 \t\r\n\r\nhello", "hello", kept},
    {"any case of a name", ok + "cOnTeNt-LeNgTh: 5\r\n\r\nhello", "hello", kept},
    {"the same length twice", ok + "Content-Length: 5\r\n" + five, "hello", kept},
    {"the same length twice in a line", with_length("5, 5"), "hello", kept},
    {"leading zeros in a length", with_length("00005"), "hello", kept},
    {"an empty body", ok + "Content-Length: 0\r\n\r\n", "", kept},
    {"an empty value", with_field("X:"), "hello", kept},
    {"a value in Latin-1", with_field("X: caf\xe9"), "hello", kept},
    {"a folded value", with_field("X: one\r\n two\r\n\tthree"), "hello", kept},
    {"no reason", with_status("HTTP/1.1 200 "), "hello", kept},
    {"a reason in Latin-1", with_status("HTTP/1.1 200 d\xe9j\xe0 vu"), "hello", kept},
    {"a success without a name", with_status("HTTP/1.1 299 Odd"), "hello", kept},
    {"another success status", with_status("HTTP/1.1 203 Non-Authoritative"), "hello", kept},
    {"a partial answer", with_status("HTTP/1.1 206 Partial"), "hello", kept},
    {"a status with no meaning", with_status("HTTP/1.1 499 Odd"), "status 499", kept},
    {"a status beyond all classes", with_status("HTTP/1.1 999 Odd"), "status 999", kept},
    {"not modified, with the length of what it stands for", "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n",
     "status 304", kept},

    {"no content", "HTTP/1.1 204 No Content\r\n\r\n", "", kept},
    {"no content, with a length", "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n", "", kept},
    {"no content, in chunks", "HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n", "", kept},
    {"no content, with a body", "HTTP/1.1 204 No Content\r\n" + five, "", closed},
    {"not modified, with a body", "HTTP/1.1 304 Not Modified\r\n" + five, "status 304", closed},
    {"reset content", "HTTP/1.1 205 Reset Content\r\nContent-Length: 0\r\n\r\n", "", kept},
    {"reset content, in chunks", "HTTP/1.1 205 Reset Content\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "", kept},
    {"reset content, with a body", "HTTP/1.1 205 Reset Content\r\n" + five, "hello", kept},

    {"chunks", chunked("3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n"), "hello", kept},
    {"no chunks", chunked("0\r\n\r\n"), "", kept},
    {"many zeros", chunked("0000000005\r\nhello\r\n0000\r\n\r\n"), "hello", kept},
    {"hexadecimal sizes", chunked("a\r\n0123456789\r\nA\r\n0123456789\r\n0\r\n\r\n"), "01234567890123456789", kept},
    {"extensions", chunked("5;a;b=c;d=\"e;\\\"f\"\r\nhello\r\n0;z\r\n\r\n"), "hello", kept},
    {"blanks around extensions", chunked("5 ; a = b\r\nhello\r\n0\r\n\r\n"), "hello", kept},
    {"trailers", chunked("5\r\nhello\r\n0\r\nX: y\r\nZ:\r\n\r\n"), "hello", kept},
    {"line ends within chunks", chunked("5\r\n\r\n0\r\n\r\n0\r\n\r\n"), "\r\n0\r\n", kept},
    {"any case of the coding", with_coding("ChUnKeD"), "hello", kept},
    {"blanks around the coding", with_coding(" \tchunked \t"), "hello", kept},

    {"interim answers", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\nX: y\r\n\r\n" + early + ok + five,
     "hello", kept},
    {"an interim answer with no name", "HTTP/1.1 199 Odd\r\n\r\n" + ok + five, "hello", kept},
    {"an interim answer with a length", "HTTP/1.1 100 Continue\r\nContent-Length: 7\r\n\r\n" + ok + five, "hello",
     kept},
    {"as many interim answers as are taken", repeat(early, 32) + ok + five, "hello", kept},

    {"HTTP/1.0", "HTTP/1.0 200 OK\r\n" + five, "hello", closed},
    {"HTTP/1.0 that is kept", "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n" + five, "hello", kept},
    {"an end that is announced", with_field("Connection: close"), "hello", closed},
    {"an end among others", with_field("Connection: Keep-Alive, CLOSE"), "hello", closed},
    {"an end in a second line", with_field("Connection: keep-alive\r\nConnection: close"), "hello", closed},

    {"more than the length says", with_length("4"), "hell", closed},
    {"two answers", ok + five + ok + five, "hello", closed},
    {"a line end behind an answer", ok + five + "\r\n", "hello", closed},
    {"more behind the last chunk", chunked("5\r\nhello\r\n0\r\n\r\nX"), "hello", closed},
};

std::vector<row> const bad_answers{
    {"a negative length", with_length("-5"), "malformed", closed},
    {"a length with a plus", with_length("+5"), "malformed", closed},
    {"a hexadecimal length", with_length("0x5"), "malformed", closed},
    {"letters in a length", with_length("5a"), "malformed", closed},
    {"a fraction of a length", with_length("5.0"), "malformed", closed},
    {"no length", with_length(""), "malformed", closed},
    {"a length of blanks", with_length("   "), "malformed", closed},
    {"two numbers in a length", with_length("5 5"), "malformed", closed},
    {"a comma behind a length", with_length("5,"), "malformed", closed},
    {"two lengths in a line", with_length("5, 6"), "malformed", closed},
    {"two lengths", ok + "Content-Length: 6\r\n" + five, "malformed", closed},
    {"a length beyond 64 bits", with_length("18446744073709551616"), "malformed", closed},
    {"a length far beyond 64 bits", with_length(std::string(100, '9')), "malformed", closed},
    {"length, then chunks", ok + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "malformed",
     closed},
    {"chunks, then length", ok + "Transfer-Encoding: chunked\r\n" + five, "malformed", closed},
    {"a length in a trailer", chunked("5\r\nhello\r\n0\r\nContent-Length: 5\r\n\r\n"), "malformed", closed},
    {"a coding in a trailer", chunked("5\r\nhello\r\n0\r\nTransfer-Encoding: chunked\r\n\r\n"), "malformed", closed},

    {"a coding that nobody asked for", with_coding("gzip, chunked"), "malformed", closed},
    {"chunks that are not last", with_coding("chunked, gzip"), "malformed", closed},
    {"a coding instead of chunks", with_coding("gzip"), "malformed", closed},
    {"a coding of no name", with_coding("x-chunked"), "malformed", closed},
    {"a coding that begins alike", with_coding("chunkedx"), "malformed", closed},
    {"the identity", with_coding("identity"), "malformed", closed},
    {"chunks of chunks", with_coding("chunked, chunked"), "malformed", closed},
    {"chunks of chunks in two lines", with_coding("chunked\r\nTransfer-Encoding: chunked"), "malformed", closed},
    {"a coding in two lines", with_coding("gzip\r\nTransfer-Encoding: chunked"), "malformed", closed},
    {"chunks with a parameter", with_coding("chunked;q=1"), "malformed", closed},
    {"quoted chunks", with_coding("\"chunked\""), "malformed", closed},
    {"no coding", with_coding(""), "malformed", closed},
    {"a vertical tab before the coding", with_coding("\vchunked"), "malformed", closed},
    {"HTTP/1.0 with chunks", "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "malformed", closed},

    {"a size that is none", chunked("x\r\nhello\r\n0\r\n\r\n"), "malformed", closed},
    {"no size", chunked("\r\nhello\r\n0\r\n\r\n"), "malformed", closed},
    {"extensions of no size", chunked(";a\r\nhello\r\n0\r\n\r\n"), "malformed", closed},
    {"a negative size", chunked("-5\r\nhello\r\n0\r\n\r\n"), "malformed", closed},
    {"a size with a plus", chunked("+5\r\nhello\r\n0\r\n\r\n"), "malformed", closed},
    {"a size with a prefix", chunked("0x5\r\nhello\r\n0\r\n\r\n"), "malformed", closed},
    {"a blank before a size", chunked(" 5\r\nhello\r\n0\r\n\r\n"), "malformed", closed},
    {"two sizes", chunked("5 5\r\nhello\r\n0\r\n\r\n"), "malformed", closed},
    {"a size beyond 64 bits", chunked("10000000000000005\r\nhello\r\n0\r\n\r\n"), "malformed", closed},
    {"a size far beyond 64 bits", chunked(std::string(40, 'f') + "\r\nhello\r\n0\r\n\r\n"), "malformed", closed},
    {"a chunk that is longer than it says", chunked("4\r\nhello\r\n0\r\n\r\n"), "malformed", closed},
    {"a chunk that is shorter than it says", chunked("6\r\nhello\r\n0\r\n\r\n"), "malformed", closed},
    {"a line feed behind a size", chunked("5\nhello\r\n0\r\n\r\n"), "malformed", closed},
    {"a carriage return behind a size", chunked("5\rhello\r\n0\r\n\r\n"), "malformed", closed},
    {"a line feed behind a chunk", chunked("5\r\nhello\n0\r\n\r\n"), "malformed", closed},
    {"a carriage return behind a chunk", chunked("5\r\nhello\r0\r\n\r\n"), "malformed", closed},
    {"an extension without a name", chunked("5;=a\r\nhello\r\n0\r\n\r\n"), "malformed", closed},
    {"a line feed in an extension", chunked("5;a\n\r\nhello\r\n0\r\n\r\n"), "malformed", closed},
    {"a trailer without a colon", chunked("5\r\nhello\r\n0\r\nX\r\n\r\n"), "malformed", closed},
    {"a line feed behind a trailer", chunked("5\r\nhello\r\n0\r\nX: y\n\r\n\r\n"), "malformed", closed},

    {"trailers that end in line feeds", chunked("5\r\nhello\r\n0\r\nX: y\n\n"), "malformed", closed},

    {"HTTP/1.2", with_status("HTTP/1.2 200 OK"), "malformed", closed},
    {"HTTP/2", with_status("HTTP/2 200"), "malformed", closed},
    {"HTTP/2.0", with_status("HTTP/2.0 200 OK"), "malformed", closed},
    {"HTTP/0.9", with_status("HTTP/0.9 200 OK"), "malformed", closed},
    {"HTTP/1.11", with_status("HTTP/1.11 200 OK"), "malformed", closed},
    {"HTTP in small letters", with_status("http/1.1 200 OK"), "malformed", closed},
    {"another protocol", with_status("ICY 200 OK"), "malformed", closed},
    {"a status of two digits", with_status("HTTP/1.1 99 Low"), "malformed", closed},
    {"a status below 100", with_status("HTTP/1.1 099 Low"), "malformed", closed},
    {"a status of zeros", with_status("HTTP/1.1 000 Low"), "malformed", closed},
    {"a status of four digits", with_status("HTTP/1.1 1000 High"), "malformed", closed},
    {"a negative status", with_status("HTTP/1.1 -20 Low"), "malformed", closed},
    {"letters in a status", with_status("HTTP/1.1 2oo OK"), "malformed", closed},
    {"no status", with_status("HTTP/1.1 "), "malformed", closed},
    {"two spaces before a status", with_status("HTTP/1.1  200 OK"), "malformed", closed},
    {"a tab before a status", with_status("HTTP/1.1\t200 OK"), "malformed", closed},
    {"a control character in a reason", with_status("HTTP/1.1 200 O\x01K"), "malformed", closed},
    {"a line feed behind the status line", "HTTP/1.1 200 OK\n" + five, "malformed", closed},
    {"empty lines before the status line", "\r\n\r\n" + ok + five, "malformed", closed},
    {"a blank before the status line", " " + ok + five, "malformed", closed},
    {"a page", "<html><body>It works!</body></html>\r\n\r\n", "malformed", closed},
    {"an answer to no request", "GET / HTTP/1.1\r\nHost: x\r\n\r\n", "malformed", closed},

    {"a field without a colon", with_field("X y"), "malformed", closed},
    {"a field without a name", with_field(": y"), "malformed", closed},
    {"a blank before a colon", with_field("X : y"), "malformed", closed},
    {"a blank before the colon of a length", ok + "Content-Length : 5\r\n\r\nhello", "malformed", closed},
    {"a blank in a name", with_field("X X: y"), "malformed", closed},
    {"a name that is no token", with_field("X@: y"), "malformed", closed},
    {"a name in Latin-1", with_field("\xe9: y"), "malformed", closed},
    {"a fold before all fields", with_field(" X: y"), "malformed", closed},
    {"a null character in a value", with_field("X: a\0b"s), "malformed", closed},
    {"a control character in a value",
     with_field("X: a\x01"
                "b"),
     "malformed", closed},
    {"a deletion in a value",
     with_field("X: a\x7f"
                "b"),
     "malformed", closed},
    {"a line feed in a value", with_field("X: a\nb"), "malformed", closed},
    {"a carriage return in a value", with_field("X: a\rb"), "malformed", closed},
    {"a line feed behind a field", ok + "X: y\n" + five, "malformed", closed},
    {"line feeds behind the head", ok + "Content-Length: 5\n\nhello", "malformed", closed},
    {"a carriage return behind the head", ok + "Content-Length: 5\r\n\rhello", "malformed", closed},

    {"other protocols", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n", "malformed", closed},
    {"other protocols behind an interim answer", early + "HTTP/1.1 101 Switching Protocols\r\n\r\n", "malformed",
     closed},
    {"an interim answer with a body", "HTTP/1.1 100 Continue\r\nContent-Length: 5\r\n\r\nhello" + ok + five,
     "malformed", closed},
    {"more interim answers than are taken", repeat(early, 33) + ok + five, "malformed", closed},
};

/// Runs each row in one piece and byte by byte, on a new connection and on one that was used before. All answers are
/// given once: what is not understood is not asked for again here.
void check(std::vector<row> const& table) {
    fault_fixture f(telnyx::client_options().timeout(10s).silence_timeout(10s));
    for (auto const& each : table) {
        for (std::size_t const record : {std::size_t(16 * 1024), std::size_t(1)}) {
            for (bool const used_before : {false, true}) {
                BOOST_TEST_CONTEXT(each.name << (record == 1 ? ", byte by byte" : ", at once")
                                             << (used_before ? ", on a used connection" : "")) {
                    std::vector<std::string> answers{each.answer};
                    if (used_before) answers.insert(answers.begin(), scripted_server::usual(0));
                    f.server.plan({.answers = answers, .record = record});
                    auto const before = f.server.connections();
                    f.server.hang_up();
                    if (used_before) f.get();
                    BOOST_TEST(f.get() == (outcome{each.outcome, 1}));
                    BOOST_TEST(f.at_rest());
                    // The next call gets its own answer, whatever is left of this one.
                    run_until(f.io, [&] { return f.server.ended() == before + 1; });
                    auto const next = f.get();
                    BOOST_TEST(next == f.usual());
                    BOOST_TEST(f.server.connections() == before + (each.kept ? 1 : 2));
                }
            }
        }
    }
}

} // namespace

BOOST_AUTO_TEST_SUITE(fault_answers, *boost::unit_test::label("once"))

BOOST_AUTO_TEST_CASE(responses_that_are_in_order_are_taken) {
    check(good_answers);
}

BOOST_AUTO_TEST_CASE(responses_that_could_mean_two_things_are_refused) {
    check(bad_answers);
}

BOOST_AUTO_TEST_SUITE_END()
