#define BOOST_TEST_MODULE telnyx
#ifdef TELNYX_TEST_BOOST_SOURCES
#include <boost/test/included/unit_test.hpp>
#else
#include <boost/test/unit_test.hpp>
#endif
