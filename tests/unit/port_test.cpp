#include "telnyx/http/port.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

using telnyx::http::parse_port;

BOOST_AUTO_TEST_SUITE(ports)

BOOST_AUTO_TEST_CASE(port_is_a_number_from_1_to_65535) {
    BOOST_TEST(parse_port("1").value() == 1);
    BOOST_TEST(parse_port("443").value() == 443);
    BOOST_TEST(parse_port("65535").value() == 65535);
}

// RFC 3986 allows any number of digits.
BOOST_AUTO_TEST_CASE(zeros_in_front_change_nothing) {
    BOOST_TEST(parse_port("0443").value() == 443);
    BOOST_TEST(parse_port(std::string(1000, '0') + "80").value() == 80);
}

BOOST_AUTO_TEST_CASE(any_other_text_is_no_port) {
    using namespace std::string_view_literals;
    for (auto const text : {""sv,
                            "0"sv,
                            "00000"sv,
                            "65536"sv,
                            "65537"sv,
                            "99999"sv,
                            "131072"sv,
                            "4294967295"sv,
                            "4294967376"sv,
                            "18446744073709551696"sv,
                            "99999999999999999999999999999999999999"sv,
                            "+80"sv,
                            "-80"sv,
                            "-1"sv,
                            " 80"sv,
                            "80 "sv,
                            "8 0"sv,
                            "80x"sv,
                            "x"sv,
                            "0x50"sv,
                            "8e1"sv,
                            "80.0"sv,
                            "80:80"sv,
                            "80\0"sv,
                            "\r80"sv,
                            "\xd9\xa3"sv})
        BOOST_TEST(!parse_port(text).has_value(), text);
}

BOOST_AUTO_TEST_SUITE_END()
