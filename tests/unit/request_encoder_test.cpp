#include "telnyx/base/invalid_argument_error.hpp"
#include "telnyx/http/request_encoder.hpp"

#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace {

using telnyx::http::request_encoder;
using std::string_view_literals::operator""sv;

struct encoder_fixture {
    encoder_fixture() { fields.append("accept", "text/plain"); }

    std::string begin(std::string_view body, std::optional<std::uint64_t> length, std::string_view method = "POST") {
        return std::string(encoder.begin({method, "/v2/x?a=b", "api.example:8443", fields}, body, length));
    }

    std::string begin_produced(std::optional<std::uint64_t> length) {
        return std::string(encoder.begin_produced({"PUT", "/", "api.example", fields}, length));
    }

    std::string chunk(std::string_view of) {
        std::string memory;
        return std::string(encoder.encode_chunk(of, memory));
    }

    telnyx::headers fields;
    request_encoder encoder;
};

} // namespace

BOOST_AUTO_TEST_SUITE(request_encoder_)

BOOST_FIXTURE_TEST_CASE(before_the_first_request_nothing_is_due, encoder_fixture) {
    BOOST_TEST(encoder.complete());
    BOOST_TEST(!encoder.body_is_due());
    BOOST_TEST(encoder.next_slice() == "");
}

BOOST_FIXTURE_TEST_CASE(request_without_a_body_is_a_head, encoder_fixture) {
    BOOST_TEST(begin("", std::nullopt, "GET") ==
               "GET /v2/x?a=b HTTP/1.1\r\nHost: api.example:8443\r\naccept: text/plain\r\n\r\n");
    BOOST_TEST(encoder.complete());
    BOOST_TEST(!encoder.body_is_due());
}

BOOST_FIXTURE_TEST_CASE(empty_body_may_be_announced, encoder_fixture) {
    BOOST_TEST(begin("", 0).ends_with("accept: text/plain\r\nContent-Length: 0\r\n\r\n"));
    BOOST_TEST(encoder.complete());
    BOOST_TEST(!encoder.body_is_due());
}

BOOST_FIXTURE_TEST_CASE(short_body_comes_with_the_head, encoder_fixture) {
    std::string const body(request_encoder::largest_body_with_head, 'x');
    BOOST_TEST(begin(body, body.size()).ends_with("Content-Length: 15360\r\n\r\n" + body));
    BOOST_TEST(encoder.complete());
    BOOST_TEST(encoder.next_slice() == "");
}

BOOST_FIXTURE_TEST_CASE(long_body_comes_in_slices_behind_the_head, encoder_fixture) {
    std::string body(request_encoder::slice_size * 2 + 1, 'x');
    body.back() = 'y';
    BOOST_TEST(begin(body, body.size()).ends_with("\r\n\r\n"));
    BOOST_TEST(!encoder.complete());
    BOOST_TEST(encoder.body_is_due());
    for (auto const size : {request_encoder::slice_size, request_encoder::slice_size}) {
        BOOST_TEST(encoder.next_slice().size() == size);
        BOOST_TEST(!encoder.complete());
    }
    auto const last = encoder.next_slice();
    BOOST_TEST(last == "y");
    BOOST_TEST(last.data() == &body.back()); // not copied
    BOOST_TEST(encoder.complete());
    BOOST_TEST(encoder.next_slice() == "");
}

BOOST_FIXTURE_TEST_CASE(body_that_just_does_not_fit_with_the_head_comes_behind_it, encoder_fixture) {
    std::string const body(request_encoder::largest_body_with_head + 1, 'x');
    BOOST_TEST(begin(body, body.size()).ends_with("Content-Length: 15361\r\n\r\n"));
    BOOST_TEST(!encoder.complete());
    BOOST_TEST(encoder.next_slice() == body);
    BOOST_TEST(encoder.complete());
}

BOOST_FIXTURE_TEST_CASE(produced_body_of_known_length_is_sent_as_it_is, encoder_fixture) {
    BOOST_TEST(begin_produced(5) ==
               "PUT / HTTP/1.1\r\nHost: api.example\r\naccept: text/plain\r\nContent-Length: 5\r\n\r\n");
    BOOST_TEST(encoder.body_is_due());
    auto const given = "abc"sv;
    std::string memory;
    BOOST_TEST(encoder.encode_chunk(given, memory).data() == given.data()); // not copied
    BOOST_TEST(encoder.body_is_due());
    BOOST_TEST(chunk("de") == "de");
    BOOST_TEST(!encoder.body_is_due());
    BOOST_TEST(!encoder.complete()); // its source may still fail
    BOOST_TEST(chunk("") == "");
    BOOST_TEST(encoder.complete());
}

BOOST_FIXTURE_TEST_CASE(produced_body_must_have_its_announced_length, encoder_fixture) {
    begin_produced(5);
    BOOST_CHECK_THROW(chunk("123456"), telnyx::invalid_argument_error);
    BOOST_TEST(chunk("1234") == "1234");
    BOOST_CHECK_THROW(chunk("56"), telnyx::invalid_argument_error);
    BOOST_CHECK_THROW(chunk(""), telnyx::invalid_argument_error);
    BOOST_TEST(!encoder.complete());
}

BOOST_FIXTURE_TEST_CASE(produced_body_of_unknown_length_is_chunked, encoder_fixture) {
    BOOST_TEST(begin_produced(std::nullopt).ends_with("accept: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"));
    BOOST_TEST(encoder.body_is_due());
    BOOST_TEST(chunk("hello") == "5\r\nhello\r\n");
    BOOST_TEST(chunk(std::string(0x1a0, 'x')) == "1a0\r\n" + std::string(0x1a0, 'x') + "\r\n");
    BOOST_TEST(!encoder.complete());
    BOOST_TEST(chunk("") == "0\r\n\r\n");
    BOOST_TEST(encoder.complete());
}

BOOST_FIXTURE_TEST_CASE(each_request_starts_anew, encoder_fixture) {
    begin_produced(std::nullopt);
    encoder.abandon();
    BOOST_TEST(encoder.abandoned());
    begin("ab", 2);
    BOOST_TEST(!encoder.abandoned());
    BOOST_TEST(encoder.complete());
    std::string const body(request_encoder::slice_size, 'x');
    begin(body, body.size());
    begin_produced(1);
    BOOST_TEST(encoder.next_slice() == "");
    BOOST_TEST(chunk("a") == "a");
}

BOOST_AUTO_TEST_SUITE_END()
