#include "support/h2_frames.hpp"

#include <boost/test/unit_test.hpp>

namespace {

namespace h2 = telnyx::tests::h2;
using namespace std::string_literals;

} // namespace

BOOST_AUTO_TEST_SUITE(h2_frames)

BOOST_AUTO_TEST_CASE(frames_have_the_bytes_of_the_rfc) {
    BOOST_TEST(h2::settings() == "\0\0\0\4\0\0\0\0\0"s);
    BOOST_TEST(h2::settings({{h2::max_frame_size, 0x10000}}) == "\0\0\6\4\0\0\0\0\0\0\5\0\1\0\0"s);
    BOOST_TEST(h2::settings_ack() == "\0\0\0\4\1\0\0\0\0"s);
    BOOST_TEST(h2::data(3, "abc", h2::end_stream) == "\0\0\3\0\1\0\0\0\3abc"s);
    BOOST_TEST(h2::headers(1, h2::indexed(8)) == "\0\0\1\1\4\0\0\0\1\x88"s);
    BOOST_TEST(h2::continuation(1, "x", 0) == "\0\0\1\x9\0\0\0\0\1x"s);
    BOOST_TEST(h2::priority(5, 3, 255) == "\0\0\5\2\0\0\0\0\5\0\0\0\3\xff"s);
    BOOST_TEST(h2::rst_stream(7, 8) == "\0\0\4\3\0\0\0\0\7\0\0\0\x8"s);
    BOOST_TEST(h2::push_promise(1, 2, "x") == "\0\0\5\5\4\0\0\0\1\0\0\0\2x"s);
    BOOST_TEST(h2::ping() == "\0\0\x8\6\0\0\0\0\0"s + "12345678");
    BOOST_TEST(h2::ping("12345678", h2::ack) == "\0\0\x8\6\1\0\0\0\0"s + "12345678");
    BOOST_TEST(h2::goaway(9, 11, "why") == "\0\0\xb\7\0\0\0\0\0\0\0\0\x9\0\0\0\xbwhy"s);
    BOOST_TEST(h2::window_update(0, 0x7fffffff) == "\0\0\4\x8\0\0\0\0\0\x7f\xff\xff\xff"s);
    BOOST_TEST(h2::unknown_frame(0xfa, 1, "?", 0x55) == "\0\0\1\xfa\x55\0\0\0\1?"s);
    BOOST_TEST(h2::write_padded({h2::frame_type::data, h2::end_stream, 1, "ab"}, 3) ==
               "\0\0\6\0\x9\0\0\0\1\3ab\0\0\0"s);
    BOOST_TEST(h2::frame_head(0xffffff, 0, 0, 0xffffffff) == "\xff\xff\xff\0\0\xff\xff\xff\xff"s);
}

BOOST_AUTO_TEST_CASE(header_fields_have_the_bytes_of_the_rfc) {
    BOOST_TEST(h2::hpack_integer(10, 5, 0) == "\x0a"); // examples of RFC 7541, C.1
    BOOST_TEST(h2::hpack_integer(1337, 5, 0) == "\x1f\x9a\x0a");
    BOOST_TEST(h2::hpack_integer(42, 8, 0) == "\x2a");
    BOOST_TEST(h2::indexed_literal("custom-key", "custom-header") == "\x40\x0a"s + "custom-key\x0d"s + "custom-header");
    BOOST_TEST(h2::literal("a", "b") == "\0\1a\1b"s);
    BOOST_TEST(h2::literal("", std::string(127, 'x')) == "\0\0\x7f\0"s + std::string(127, 'x'));
    BOOST_TEST(h2::indexed(2) == "\x82");
    BOOST_TEST(h2::table_size(0) == "\x20");
    BOOST_TEST(h2::block({{"a", "b"}, {"c", ""}}) == "\0\1a\1b\0\1c\0"s);
    BOOST_TEST(h2::response(1, 200, {{"a", "b"}}, h2::end_stream) ==
               h2::headers(1, h2::literal(":status", "200") + h2::literal("a", "b"), h2::end_stream | h2::end_headers));
}

BOOST_AUTO_TEST_CASE(what_is_written_is_read_byte_by_byte) {
    auto const text = h2::settings({{h2::enable_push, 0}}) + h2::headers(1, "block", 0) + h2::continuation(1, "more") +
                      h2::write_padded({h2::frame_type::data, h2::end_stream, 1, "data"}, 200) +
                      h2::goaway(1, 2, "debug") + h2::unknown_frame(0xee, 0, "");
    h2::reader reader;
    std::vector<h2::frame> frames;
    for (char const byte : text) {
        reader.feed({&byte, 1});
        for (auto& each : reader.all())
            frames.push_back(std::move(each));
    }
    BOOST_TEST(reader.empty());
    BOOST_TEST_REQUIRE(frames.size() == 6u);
    BOOST_TEST(frames[0].setting(h2::enable_push).value_or(9) == 0u);
    BOOST_TEST(!frames[0].setting(h2::max_frame_size));
    BOOST_TEST(frames[1] == (h2::frame{h2::frame_type::headers, 0, 1, "block"}));
    BOOST_TEST(frames[2].type == h2::frame_type::continuation);
    BOOST_TEST(frames[3].content() == "data");
    BOOST_TEST(frames[3].has(h2::end_stream));
    BOOST_TEST(frames[4].number(4) == 2u);
    std::string again;
    for (auto const& each : frames)
        again += h2::write(each);
    BOOST_TEST(again == text);
}

BOOST_AUTO_TEST_CASE(content_is_without_padding_and_priority) {
    auto const with_both = static_cast<std::uint8_t>(h2::padded | h2::with_priority);
    BOOST_TEST((h2::frame{h2::frame_type::headers, with_both, 1, "\2\0\0\0\0\x0f"s + "block\0\0"s}.content()) ==
               "block");
    BOOST_TEST((h2::frame{h2::frame_type::headers, h2::with_priority, 1, "12345block"}.content()) == "block");
    BOOST_CHECK_THROW((h2::frame{h2::frame_type::data, h2::padded, 1, "\3xy"}.content()), std::runtime_error);
    BOOST_CHECK_THROW((h2::frame{h2::frame_type::rst_stream, 0, 1, "abc"}.number()), std::runtime_error);
}

BOOST_AUTO_TEST_CASE(preface_comes_first_or_not_at_all) {
    h2::reader reader(true);
    reader.feed("PRI * HTTP/2.0\r\n\r\n");
    BOOST_TEST(reader.all().empty());
    reader.feed("SM\r\n\r\n" + h2::ping());
    BOOST_TEST(reader.all().size() == 1u);
    h2::reader other(true);
    other.feed("GET / HTTP/1.1\r\n");
    BOOST_CHECK_THROW(other.next(), std::runtime_error);
}

BOOST_AUTO_TEST_SUITE_END()
