#include "telnyx/http/content_decoder.hpp"

#include "telnyx/base/errc.hpp"
#include "telnyx/testing/impl/compressor.hpp"

#include <boost/asio/error.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace {

using telnyx::http::content_coding;
using telnyx::http::content_decoder;
using telnyx::http::parse_content_codings;
using telnyx::testing::detail::compressed;
using telnyx::testing::detail::compressor;
using format = compressor::format;
using codings = std::vector<content_coding>;

/// What becomes of coded bytes that come in pieces: the decoded ones, and a failure at the end.
struct outcome {
    std::string text;
    boost::system::error_code failure;
};

outcome decode(content_coding coding, std::string_view coded, std::size_t chunk_size = std::string::npos) {
    content_decoder decoder(coding);
    outcome found;
    while (!coded.empty() && !found.failure) {
        // A block of its own, so that a use after its time is found out.
        std::vector<char> const piece(coded.begin(),
                                      coded.begin() + static_cast<std::ptrdiff_t>(std::min(chunk_size, coded.size())));
        coded.remove_prefix(piece.size());
        decoder.provide({piece.data(), piece.size()});
        for (auto decoded = decoder.decode(found.failure); !decoded.empty(); decoded = decoder.decode(found.failure)) {
            BOOST_TEST(decoded.size() <= content_decoder::chunk_size);
            found.text.append(decoded);
        }
    }
    if (!found.failure) decoder.end_of_input(found.failure);
    return found;
}

content_coding coding_of(format made) {
    return made == format::gzip ? content_coding::gzip : content_coding::deflate;
}

void check_decoded(content_coding coding, std::string const& coded, std::string const& expected) {
    for (std::size_t const size : {std::string::npos, std::size_t{1}, std::size_t{2}, std::size_t{3}, std::size_t{7}}) {
        auto const found = decode(coding, coded, size);
        BOOST_TEST(!found.failure, found.failure.message());
        BOOST_TEST((found.text == expected));
    }
}

void check_failure(content_coding coding, std::string const& coded, boost::system::error_code expected) {
    for (std::size_t const size : {std::string::npos, std::size_t{1}, std::size_t{5}})
        BOOST_TEST(decode(coding, coded, size).failure == expected);
}

boost::system::error_code const damaged = telnyx::errc::malformed_response;
boost::system::error_code const cut = boost::asio::error::eof;

std::string mixed_text(std::size_t size) {
    std::string text;
    unsigned state = 1;
    while (text.size() < size) {
        state = state * 1664525u + 1013904223u;
        text += static_cast<char>(state >> 24);
        if (state % 3 == 0) text += "{\"type\": \"text\", \"data\": ";
    }
    return text;
}

std::optional<codings> codings_in(std::initializer_list<std::string_view> values) {
    telnyx::headers fields;
    fields.append("Content-Type", "gzip");
    for (auto const value : values)
        fields.append("Content-Encoding", value);
    return parse_content_codings(fields);
}

std::vector<std::string> const texts{"", "x", "{}", "Hello, world!", std::string(100'000, 'a'), mixed_text(100'000)};
constexpr auto formats = {format::gzip, format::zlib, format::bare_deflate};

} // namespace

BOOST_AUTO_TEST_SUITE(content_decoder_tests)

BOOST_AUTO_TEST_CASE(codings_of_a_body_are_read_in_order) {
    BOOST_TEST((codings_in({}) == codings{}));
    BOOST_TEST((codings_in({""}) == codings{}));
    BOOST_TEST((codings_in({"identity"}) == codings{}));
    BOOST_TEST((codings_in({"gzip"}) == codings{content_coding::gzip}));
    BOOST_TEST((codings_in({"X-GZip"}) == codings{content_coding::gzip}));
    BOOST_TEST((codings_in({"DEFLATE"}) == codings{content_coding::deflate}));
    BOOST_TEST((codings_in({"deflate, gzip"}) == codings{content_coding::deflate, content_coding::gzip}));
    BOOST_TEST((codings_in({"deflate", "gzip"}) == codings{content_coding::deflate, content_coding::gzip}));
    BOOST_TEST((codings_in({", identity ,\tgzip,,"}) == codings{content_coding::gzip}));
    for (std::string_view const unknown : {"br", "zstd", "compress", "x-compress", "gzip, br", "br, gzip", "gzi",
                                           "gzipp", "gzip;q=1", "gzip deflate", "x-deflate", "*", "gzip, gzip, gzip"})
        BOOST_TEST(!codings_in({unknown}), unknown);
    BOOST_TEST(!codings_in({"gzip", "gzip", "gzip"}));
    BOOST_TEST(!codings_in({"gzip", "br"}));
}

BOOST_AUTO_TEST_CASE(all_formats_are_decoded_in_chunks_of_any_size) {
    for (auto const& text : texts)
        for (auto const made : formats)
            check_decoded(coding_of(made), compressed(text, made), text);
}

BOOST_AUTO_TEST_CASE(body_without_bytes_is_empty) {
    for (auto const coding : {content_coding::gzip, content_coding::deflate})
        check_decoded(coding, "", "");
}

BOOST_AUTO_TEST_CASE(stored_and_fixed_blocks_are_decoded) {
    using namespace std::string_literals;
    check_decoded(content_coding::deflate,
                  "\x01\x03\x00\xfc\xff"
                  "abc"s,
                  "abc");
    check_decoded(content_coding::deflate,
                  "\x00\x01\x00\xfe\xff"
                  "a\x01\x00\x00\xff\xff"s,
                  "a");
    check_decoded(content_coding::deflate, "\x4b\x04\x00"s, "a");
    check_decoded(content_coding::deflate, "\x03\x00"s, "");
    check_decoded(content_coding::deflate, "\x78\x9c\x4b\x04\x00\x00\x62\x00\x62"s, "a");
    check_decoded(content_coding::deflate,
                  "\x78\x01\x01\x01\x00\xfe\xff"
                  "a\x00\x62\x00\x62"s,
                  "a");
    check_decoded(content_coding::deflate, "\x08\x1d\x4b\x04\x00\x00\x62\x00\x62"s, "a"); // the smallest window
}

BOOST_AUTO_TEST_CASE(gzip_header_may_have_all_its_fields) {
    using namespace std::string_literals;
    std::string const start = "\x1f\x8b\x08"s;
    std::string const rest = "\x00\x00\x00\x00\x00\x03"s;
    std::string const body = "\x4b\x04\x00\x43\xbe\xb7\xe8\x01\x00\x00\x00"s;
    check_decoded(content_coding::gzip, start + "\x00"s + rest + body, "a");
    check_decoded(content_coding::gzip, start + "\x01"s + rest + body, "a");
    check_decoded(content_coding::gzip, start + "\x1c"s + rest + "\x03\x00xyz"s + "name\0"s + "comment\0"s + body, "a");
    check_decoded(content_coding::gzip, start + "\x08"s + rest + std::string(100'000, 'n') + "\0"s + body, "a");
    check_failure(content_coding::gzip, start + "\x20"s + rest + body, damaged);               // a reserved flag
    check_failure(content_coding::gzip, start + "\x02"s + rest + "\x00\x00"s + body, damaged); // its checksum
    check_failure(content_coding::gzip, "\x1f\x8b\x07\x00"s + rest + body, damaged);
}

BOOST_AUTO_TEST_CASE(gzip_may_have_several_members) {
    auto const one = compressed("one ");
    auto const two = compressed(mixed_text(50'000));
    check_decoded(content_coding::gzip, one + two + one, "one " + mixed_text(50'000) + "one ");
    check_decoded(content_coding::gzip, compressed("") + one + compressed(""), "one ");
    check_failure(content_coding::gzip, one + two.substr(0, two.size() - 1), cut);
    check_failure(content_coding::gzip, one + "\x1f", cut);
}

BOOST_AUTO_TEST_CASE(every_body_that_breaks_off_is_found_out) {
    for (auto const made : formats) {
        auto const whole = compressed(mixed_text(300), made);
        for (std::size_t size = 1; size < whole.size(); ++size) {
            check_failure(coding_of(made), whole.substr(0, size), cut);
            auto const so_far = decode(coding_of(made), std::string_view(whole).substr(0, size)).text;
            BOOST_TEST(mixed_text(300).starts_with(so_far));
        }
    }
}

BOOST_AUTO_TEST_CASE(no_checksum_may_be_wrong) {
    for (auto const made : {format::gzip, format::zlib}) {
        auto const whole = compressed(mixed_text(1000), made);
        for (std::size_t const from_end : {1u, 2u, 3u, 4u, 5u, 6u, 7u, 8u}) {
            if (made == format::zlib && from_end > 4) break;
            auto broken = whole;
            broken[broken.size() - from_end] = static_cast<char>(broken[broken.size() - from_end] ^ 1);
            check_failure(coding_of(made), broken, damaged);
        }
    }
}

BOOST_AUTO_TEST_CASE(nothing_may_follow_the_end) {
    for (auto const made : formats) {
        for (std::string const& rest : {std::string("\x1f\x8c"), std::string("\r\n"), std::string(100, '\0')})
            check_failure(coding_of(made), compressed("text", made) + rest, damaged);
        for (char const rest : {'x', '\0'}) // which may be the beginning of another member of gzip
            check_failure(coding_of(made), compressed("text", made) + rest, made == format::gzip ? cut : damaged);
    }
    check_failure(content_coding::deflate, compressed("a", format::zlib) + compressed("b", format::zlib), damaged);
    check_failure(content_coding::deflate, compressed("a", format::bare_deflate) + compressed("b", format::gzip),
                  damaged);
}

BOOST_AUTO_TEST_CASE(what_is_not_coded_is_found_out) {
    for (std::string const& text : {std::string("{\"data\": []}"), std::string("<html>"), std::string(20, '\0'),
                                    std::string(20, '\xff'), compressed("x", format::zlib)})
        check_failure(content_coding::gzip, text, damaged);
    check_failure(content_coding::deflate, std::string(20, '\xff'), damaged);
    check_failure(content_coding::deflate, compressed("x", format::gzip), damaged);
    check_failure(content_coding::deflate, std::string("\x78\xbb\x00\x00\x00\x00", 6), damaged); // a preset dictionary
}

BOOST_AUTO_TEST_CASE(all_that_was_flushed_comes_out_at_once) {
    for (auto const made : formats) {
        compressor source(made);
        content_decoder decoder(coding_of(made));
        boost::system::error_code failure;
        for (int i = 0; i < 200; ++i) {
            auto const event = "data: {\"token\": " + std::to_string(i) + "}\n\n";
            auto const coded = source.flush(event);
            std::string text;
            for (char const byte : coded) {
                decoder.provide({&byte, 1});
                for (auto piece = decoder.decode(failure); !piece.empty(); piece = decoder.decode(failure))
                    text.append(piece);
            }
            BOOST_TEST(text == event);
            BOOST_TEST(!failure);
        }
        decoder.end_of_input(failure);
        BOOST_TEST(failure == cut);
    }
}

BOOST_AUTO_TEST_CASE(bomb_comes_out_in_small_chunks) {
    std::string const bomb = compressed(std::string(50'000'000, '\0'));
    BOOST_TEST(bomb.size() < 60'000u);
    content_decoder decoder(content_coding::gzip);
    decoder.provide(bomb);
    boost::system::error_code failure;
    std::size_t size = 0;
    for (auto piece = decoder.decode(failure); !piece.empty(); piece = decoder.decode(failure)) {
        BOOST_REQUIRE(piece.size() <= content_decoder::chunk_size);
        size += piece.size();
    }
    BOOST_TEST(!failure);
    BOOST_TEST(size == 50'000'000u);
}

BOOST_AUTO_TEST_SUITE_END()
