#define BOOST_TEST_MODULE telnyx
#include <boost/test/unit_test.hpp>
