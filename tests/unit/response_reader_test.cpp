#include "telnyx/http/response_reader.hpp"

#include <boost/asio/error.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>

namespace telnyx::http {

inline std::ostream& operator<<(std::ostream& out, response_reader::progress value) {
    static constexpr char const* names[] = {"done", "needs_input", "failed"};
    return out << names[static_cast<int>(value)];
}

} // namespace telnyx::http

namespace {

namespace data = boost::unit_test::data;
using telnyx::http::response_reader;
using progress = response_reader::progress;

/// Reads documents that arrive a few bytes at a time.
struct reader_fixture {
    reader_fixture() { reader.start(false, 1000); }

    void give(std::string_view bytes) {
        if (!bytes.empty()) bytes.copy(reader.prepare(bytes.size()), bytes.size());
        reader.commit(bytes.size());
    }

    /// Gives the reader more until it has what it was asked for.
    template <class Read>
    progress read(std::string_view& document, std::size_t step, Read read) {
        while (true) {
            auto const result = read();
            if (result != progress::needs_input || document.empty()) return result;
            auto const next = document.substr(0, step);
            document.remove_prefix(next.size());
            give(next);
        }
    }

    progress head(std::string_view& document, std::size_t step) {
        return read(document, step, [this] { return reader.read_head(); });
    }

    progress body(std::string_view& document, std::size_t step) {
        while (true) {
            auto const result = read(document, step, [this] { return reader.read_chunk(); });
            if (result != progress::done || reader.chunk().empty()) return result;
            text += reader.chunk();
        }
    }

    response_reader reader;
    std::string text{};
};

} // namespace

BOOST_AUTO_TEST_SUITE(response_reader_)

BOOST_DATA_TEST_CASE_F(reader_fixture, responses_are_read_however_they_arrive, data::make({1, 2, 3, 7, 50, 1000}),
                       step) {
    std::string_view document = "HTTP/1.1 100 Continue\r\n\r\n"
                                "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\nX-A: b\r\n\r\n"
                                "5\r\nhello\r\n7\r\n, world\r\n0\r\n\r\n";
    auto const size = static_cast<std::size_t>(step);
    BOOST_TEST(reader.untouched());
    BOOST_TEST(head(document, size) == progress::done);
    BOOST_TEST(!reader.untouched());
    BOOST_TEST(reader.framer().status() == 201);
    BOOST_TEST(reader.take_fields().get("x-a").value_or("") == "b");
    BOOST_TEST(body(document, size) == progress::done);
    BOOST_TEST(text == "hello, world");
    BOOST_TEST(document == "");
    BOOST_TEST(reader.may_be_followed());

    reader.release_buffers();
    reader.start(false, 1000);
    BOOST_TEST(reader.untouched());
    document = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    text.clear();
    BOOST_TEST(head(document, size) == progress::done);
    BOOST_TEST(body(document, size) == progress::done);
    BOOST_TEST(text == "ok");
    BOOST_TEST(reader.may_be_followed());
}

BOOST_FIXTURE_TEST_CASE(chunk_that_comes_with_the_head_is_kept, reader_fixture) {
    give("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nabc");
    BOOST_TEST(reader.read_head() == progress::done);
    BOOST_TEST(reader.read_head() == progress::done);
    give("def"); // moves the buffer, before the chunk is asked for
    BOOST_TEST(reader.read_chunk() == progress::done);
    BOOST_TEST(reader.chunk() == "abc");
    BOOST_TEST(reader.read_chunk() == progress::done);
    BOOST_TEST(reader.chunk() == "def");
    BOOST_TEST(reader.read_chunk() == progress::done);
    BOOST_TEST(reader.chunk() == "");
}

BOOST_FIXTURE_TEST_CASE(response_without_a_body_ends_with_its_head, reader_fixture) {
    reader.start(true, 1000);
    give("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n");
    BOOST_TEST(reader.read_head() == progress::done);
    BOOST_TEST(reader.read_chunk() == progress::done);
    BOOST_TEST(reader.chunk() == "");
    BOOST_TEST(reader.may_be_followed());
}

BOOST_FIXTURE_TEST_CASE(incomplete_response_cannot_be_followed, reader_fixture) {
    BOOST_TEST(!reader.may_be_followed());
    give("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nabc");
    BOOST_TEST(reader.read_head() == progress::done);
    BOOST_TEST(reader.read_chunk() == progress::done);
    BOOST_TEST(!reader.may_be_followed());
    BOOST_TEST(reader.read_chunk() == progress::needs_input);
}

BOOST_FIXTURE_TEST_CASE(unasked_bytes_behind_a_response_spoil_it, reader_fixture) {
    give("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nab");
    BOOST_TEST(reader.read_head() == progress::done);
    BOOST_TEST(reader.read_chunk() == progress::done);
    BOOST_TEST(reader.chunk() == "a");
    BOOST_TEST(!reader.may_be_followed());
}

BOOST_FIXTURE_TEST_CASE(peer_that_wants_to_close_cannot_be_asked_again, reader_fixture) {
    give("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    BOOST_TEST(reader.read_head() == progress::done);
    BOOST_TEST(reader.read_chunk() == progress::done);
    BOOST_TEST(!reader.may_be_followed());
}

BOOST_FIXTURE_TEST_CASE(end_of_the_connection_may_end_a_body, reader_fixture) {
    give("HTTP/1.1 200 OK\r\n\r\nabc");
    BOOST_TEST(reader.read_head() == progress::done);
    BOOST_TEST(reader.read_chunk() == progress::done);
    BOOST_TEST(reader.chunk() == "abc");
    BOOST_TEST(reader.read_chunk() == progress::needs_input);
    BOOST_TEST(reader.end_of_input(false) == progress::done);
    BOOST_TEST(reader.read_chunk() == progress::done);
    BOOST_TEST(reader.chunk() == "");
    BOOST_TEST(!reader.may_be_followed());
}

BOOST_FIXTURE_TEST_CASE(connection_that_was_cut_does_not_end_a_body, reader_fixture) {
    give("HTTP/1.1 200 OK\r\n\r\nabc");
    BOOST_TEST(reader.read_head() == progress::done);
    BOOST_TEST(reader.end_of_input(true) == progress::failed);
    BOOST_TEST((reader.failure() == boost::asio::error::eof));
}

BOOST_DATA_TEST_CASE_F(reader_fixture, a_response_that_ends_too_early_fails,
                       data::make({"", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nabc"}),
                       beginning) {
    give(beginning);
    reader.read_head();
    BOOST_TEST(reader.end_of_input(false) == progress::failed);
    BOOST_TEST(reader.failure().failed());
}

BOOST_FIXTURE_TEST_CASE(malformed_head_fails, reader_fixture) {
    give("SSH-2.0-OpenSSH_9.2\r\n");
    BOOST_TEST(reader.read_head() == progress::failed);
    BOOST_TEST(reader.failure().failed());
    BOOST_TEST(!reader.framer().has_head());
}

BOOST_FIXTURE_TEST_CASE(malformed_chunk_fails, reader_fixture) {
    give("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    BOOST_TEST(reader.read_head() == progress::done);
    give("xyz\r\n");
    BOOST_TEST(reader.read_chunk() == progress::failed);
    BOOST_TEST(reader.framer().has_head());
}

BOOST_FIXTURE_TEST_CASE(head_that_is_too_large_fails, reader_fixture) {
    give("HTTP/1.1 200 OK\r\nX: " + std::string(1000, 'x') + "\r\n\r\n");
    BOOST_TEST(reader.read_head() == progress::failed);
    BOOST_TEST((reader.failure() == boost::beast::http::error::header_limit));
}

BOOST_AUTO_TEST_SUITE_END()
