#include "telnyx/http/base64.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

using telnyx::http::decode_base64;
using telnyx::http::encode_base64;

BOOST_AUTO_TEST_SUITE(base64)

BOOST_AUTO_TEST_CASE(examples_of_rfc_4648_are_decoded) {
    BOOST_TEST(decode_base64("").value() == "");
    BOOST_TEST(decode_base64("Zg==").value() == "f");
    BOOST_TEST(decode_base64("Zm8=").value() == "fo");
    BOOST_TEST(decode_base64("Zm9v").value() == "foo");
    BOOST_TEST(decode_base64("Zm9vYg==").value() == "foob");
    BOOST_TEST(decode_base64("Zm9vYmE=").value() == "fooba");
    BOOST_TEST(decode_base64("Zm9vYmFy").value() == "foobar");
}

BOOST_AUTO_TEST_CASE(examples_of_rfc_4648_are_encoded) {
    BOOST_TEST(encode_base64("") == "");
    BOOST_TEST(encode_base64("f") == "Zg==");
    BOOST_TEST(encode_base64("fo") == "Zm8=");
    BOOST_TEST(encode_base64("foo") == "Zm9v");
    BOOST_TEST(encode_base64("foob") == "Zm9vYg==");
    BOOST_TEST(encode_base64(std::string_view("\x00\xff\x10\xfb\xfe\x3f", 6)) == "AP8Q+/4/");
}

BOOST_AUTO_TEST_CASE(all_bytes_can_come_out) {
    BOOST_TEST(decode_base64("AP8Q+/4/").value() == std::string_view("\x00\xff\x10\xfb\xfe\x3f", 6));
}

BOOST_AUTO_TEST_CASE(what_is_no_base64_gives_nothing) {
    for (std::string_view const text : {"Zg", "Zg=", "Zg===", "=", "====", "Z===", "Zg==Zg==", "Zg=v", "Zm9v\n",
                                        " Zm9v", "Zm 9v===", "Zm9-", "Zm9_", "Zm9v-===", "Zm9\xc3", "data:,Zg"})
        BOOST_TEST(!decode_base64(text).has_value(), text);
    BOOST_TEST(!decode_base64(std::string_view("Zm9\0", 4)).has_value());
}

BOOST_AUTO_TEST_CASE(long_texts_are_decoded_as_a_whole) {
    std::string text;
    for (int i = 0; i != 5'000'000; ++i)
        text += "Zm9v";
    text += "YmE=";
    auto const bytes = decode_base64(text);
    BOOST_REQUIRE(bytes.has_value());
    BOOST_TEST(bytes->size() == 15'000'002U);
    BOOST_TEST(bytes->ends_with("foofooba"));
    BOOST_TEST(bytes->find_first_not_of("fo") == 15'000'000U);
}

BOOST_AUTO_TEST_SUITE_END()
