#include "telnyx/testing/impl/request_reader.hpp"

#include <boost/beast/http/error.hpp>
#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <string>

namespace {

using telnyx::testing::detail::request_reader;
using progress = request_reader::progress;

std::string const with_length = "POST /a?b HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello";
std::string const in_chunks =
    "POST /a?b HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nhel\r\n2\r\nlo\r\n0\r\nT: v\r\n\r\n";

} // namespace

BOOST_AUTO_TEST_SUITE(sandbox_request_reader)

BOOST_AUTO_TEST_CASE(requests_are_the_same_however_they_are_cut) {
    for (auto const& text : {with_length, in_chunks}) {
        for (std::size_t size = 1; size <= text.size(); ++size) {
            request_reader reader(1000, 1000);
            std::string bytes;
            std::size_t heads = 0;
            auto last = progress::needs_more;
            for (std::size_t at = 0; at < text.size(); at += size) {
                bytes += text.substr(at, size);
                while ((last = reader.read(bytes)) == progress::head)
                    ++heads;
            }
            BOOST_TEST((last == progress::complete));
            BOOST_TEST(heads == 1u);
            BOOST_TEST(bytes.empty());
            BOOST_TEST(reader.request().method == "POST");
            BOOST_TEST(reader.request().target == "/a?b");
            BOOST_TEST(reader.request().body == "hello");
            BOOST_TEST(reader.keep_alive());
        }
    }
}

BOOST_AUTO_TEST_CASE(trailers_are_read_and_dropped) {
    request_reader reader(1000, 1000);
    auto bytes = in_chunks;
    while (reader.read(bytes) == progress::head) {
    }
    BOOST_TEST(bytes.empty());
    BOOST_TEST(reader.request().headers.contains("Transfer-Encoding"));
    BOOST_TEST(!reader.request().headers.contains("T"));
}

BOOST_AUTO_TEST_CASE(what_follows_a_request_is_left) {
    request_reader reader(1000, 1000);
    std::string bytes = "GET /1 HTTP/1.1\r\n\r\nGET /2 HTTP/1.0\r\n\r\n";
    BOOST_TEST((reader.read(bytes) == progress::complete));
    BOOST_TEST(bytes == "GET /2 HTTP/1.0\r\n\r\n");
    telnyx::testing::recorded_request blank;
    blank.connection = 7;
    reader.reset(blank);
    BOOST_TEST((reader.read(bytes) == progress::complete));
    BOOST_TEST(reader.request().target == "/2");
    BOOST_TEST(reader.request().connection == 7u);
    BOOST_TEST(!reader.keep_alive());
}

BOOST_AUTO_TEST_CASE(limits_are_kept) {
    request_reader small_head(100, 1000);
    std::string head = "GET / HTTP/1.1\r\nX: " + std::string(200, 'x');
    BOOST_TEST((small_head.read(head) == progress::malformed));
    BOOST_TEST((small_head.error() == boost::beast::http::error::header_limit));
    for (std::string body : {with_length, in_chunks}) {
        request_reader small_body(1000, 4);
        auto last = small_body.read(body);
        if (last == progress::head) last = small_body.read(body);
        BOOST_TEST((last == progress::malformed));
        BOOST_TEST((small_body.error() == boost::beast::http::error::body_limit));
    }
}

BOOST_AUTO_TEST_CASE(what_never_ends_is_malformed_at_its_limit) {
    for (std::string const start :
         {"GET /", "GET / HTTP/1.1\r\nX: ", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2;",
          "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX: "}) {
        request_reader reader(1000, 1000);
        std::string bytes = start;
        std::size_t total = 0;
        auto last = progress::needs_more;
        while ((last == progress::needs_more || last == progress::head) && ++total < 10'000) {
            last = reader.read(bytes);
            bytes += 'x';
        }
        BOOST_TEST((last == progress::malformed));
        BOOST_TEST((reader.error() == boost::beast::http::error::header_limit));
    }
}

BOOST_AUTO_TEST_CASE(work_grows_with_the_size_however_small_the_chunks_are) {
    std::string const fill(20'000, 'x');
    for (auto const& text : {"GET /" + fill + " HTTP/1.1\r\nX: " + fill + "\r\n\r\n",
                             "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2;" + fill + "\r\nab\r\n0;" + fill +
                                 "\r\nX: " + fill + "\r\n\r\n"}) {
        request_reader reader(100'000, 1000);
        std::string bytes;
        auto last = progress::needs_more;
        for (char const c : text) {
            bytes += c;
            while ((last = reader.read(bytes)) == progress::head) {
            }
        }
        BOOST_TEST((last == progress::complete));
        BOOST_TEST(reader.work() <= 4 * text.size());
    }
}

BOOST_AUTO_TEST_SUITE_END()
