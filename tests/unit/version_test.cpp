#include "telnyx/version.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

BOOST_AUTO_TEST_SUITE(version)

BOOST_AUTO_TEST_CASE(text_has_the_three_numbers) {
    auto const text = std::to_string(TELNYX_VERSION_MAJOR) + "." + std::to_string(TELNYX_VERSION_MINOR) + "." +
                      std::to_string(TELNYX_VERSION_PATCH);
    BOOST_TEST(TELNYX_VERSION_STRING == text);
    BOOST_TEST(telnyx::version == text);
}

BOOST_AUTO_TEST_CASE(preprocessor_can_compare_the_number) {
    BOOST_TEST(TELNYX_VERSION == TELNYX_VERSION_MAJOR * 10000 + TELNYX_VERSION_MINOR * 100 + TELNYX_VERSION_PATCH);
#if TELNYX_VERSION >= 200
    bool const at_least_0_2 = true;
#else
    bool const at_least_0_2 = false;
#endif
    BOOST_TEST(at_least_0_2);
}

BOOST_AUTO_TEST_SUITE_END()
