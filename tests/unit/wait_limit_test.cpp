#include "telnyx/net/wait_limit.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>

BOOST_AUTO_TEST_SUITE(wait_limit_)

BOOST_AUTO_TEST_CASE(there_is_no_limit_at_first) {
    telnyx::net::wait_limit const limit;
    BOOST_TEST(!limit.is_over(std::chrono::steady_clock::now()));
    BOOST_TEST((limit.at() == telnyx::net::wait_limit::time_point::max()));
}

BOOST_AUTO_TEST_CASE(last_limit_counts) {
    using namespace std::chrono_literals;
    telnyx::net::wait_limit::time_point const start{};
    telnyx::net::wait_limit limit;
    limit.set({start + 1s, telnyx::errc::connect_timeout});
    limit.set({start + 2s, telnyx::errc::response_timeout});
    BOOST_TEST(!limit.is_over(start + 2s - 1ns));
    BOOST_TEST(limit.is_over(start + 2s));
    BOOST_TEST((limit.reached() == telnyx::errc::response_timeout));
    limit.set({});
    BOOST_TEST(!limit.is_over(start + 1h));
}

BOOST_AUTO_TEST_SUITE_END()
