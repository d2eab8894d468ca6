#include "telnyx/net/address_order.hpp"

#include <boost/asio/ip/address.hpp>
#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace {

using boost::asio::ip::tcp;

/// Puts the addresses in order, each with a port of its own to tell equal ones apart.
std::vector<std::string> in_order(std::vector<std::string> const& addresses) {
    std::vector<tcp::endpoint> resolved;
    std::uint16_t port = 0;
    for (auto const& each : addresses)
        resolved.emplace_back(boost::asio::ip::make_address(each), ++port);
    std::vector<std::string> ordered;
    for (auto const& each : telnyx::net::address_order(resolved)) {
        BOOST_TEST(addresses.at(each.port() - 1u) == each.address().to_string());
        ordered.push_back(each.address().to_string());
    }
    return ordered;
}

using list = std::vector<std::string>;

} // namespace

BOOST_AUTO_TEST_SUITE(order_of_addresses)

BOOST_AUTO_TEST_CASE(nothing_stays_nothing) {
    BOOST_TEST(in_order({}).empty());
}

BOOST_AUTO_TEST_CASE(one_family_keeps_its_order) {
    BOOST_TEST(in_order({"10.0.0.3", "10.0.0.1", "10.0.0.2"}) == list({"10.0.0.3", "10.0.0.1", "10.0.0.2"}),
               boost::test_tools::per_element());
    BOOST_TEST(in_order({"fd00::2", "fd00::1"}) == list({"fd00::2", "fd00::1"}), boost::test_tools::per_element());
    BOOST_TEST(in_order({"10.0.0.1"}) == list({"10.0.0.1"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(families_take_turns_and_the_first_begins) {
    BOOST_TEST(in_order({"fd00::1", "fd00::2", "10.0.0.1", "10.0.0.2"}) ==
                   list({"fd00::1", "10.0.0.1", "fd00::2", "10.0.0.2"}),
               boost::test_tools::per_element());
    BOOST_TEST(in_order({"10.0.0.1", "fd00::1", "fd00::2", "10.0.0.2"}) ==
                   list({"10.0.0.1", "fd00::1", "10.0.0.2", "fd00::2"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_is_left_of_the_larger_family_follows) {
    BOOST_TEST(in_order({"fd00::1", "fd00::2", "fd00::3", "10.0.0.1", "fd00::4"}) ==
                   list({"fd00::1", "10.0.0.1", "fd00::2", "fd00::3", "fd00::4"}),
               boost::test_tools::per_element());
    BOOST_TEST(in_order({"fd00::1", "10.0.0.1", "10.0.0.2", "10.0.0.3"}) ==
                   list({"fd00::1", "10.0.0.1", "10.0.0.2", "10.0.0.3"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(same_address_twice_is_tried_twice) {
    BOOST_TEST(in_order({"10.0.0.1", "10.0.0.1", "fd00::1"}) == list({"10.0.0.1", "fd00::1", "10.0.0.1"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
