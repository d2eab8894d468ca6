#pragma once

#include "telnyx/base/config.hpp"

#include <boost/asio/ip/tcp.hpp>

#include <vector>

namespace telnyx::net {

/// Addresses in the order in which connections are to be tried (RFC 8305, section 4): the resolver's order, but with
/// the address families taking turns, beginning with the family of the first.
std::vector<boost::asio::ip::tcp::endpoint> address_order(std::vector<boost::asio::ip::tcp::endpoint> resolved);

} // namespace telnyx::net

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/net/impl/address_order.ipp"
#endif
