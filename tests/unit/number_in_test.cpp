#include "telnyx/base/number_in.hpp"

#include <boost/test/unit_test.hpp>

#include <string_view>

BOOST_AUTO_TEST_SUITE(number_in_tests)

BOOST_AUTO_TEST_CASE(numbers_are_read_as_a_whole) {
    using telnyx::detail::number_in;
    BOOST_TEST(number_in("0").value() == 0.0);
    BOOST_TEST(number_in("-1.5").value() == -1.5);
    BOOST_TEST(number_in(".5").value() == 0.5);
    BOOST_TEST(number_in("2e3").value() == 2000.0);
    BOOST_TEST(number_in("25E-2").value() == 0.25);
    for (std::string_view const text :
         {"", " ", " 1", "1 ", "+1", "-", ".", "e5", "1,5", "1.5.", "0x10", "inf", "nan", "1e999", "--1", "one"})
        BOOST_TEST(!number_in(text).has_value(), text);
}

BOOST_AUTO_TEST_SUITE_END()
