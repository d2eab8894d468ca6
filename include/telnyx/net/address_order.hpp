#pragma once

#include "telnyx/base/config.hpp"

#include <boost/asio/ip/tcp.hpp>

#include <vector>

namespace telnyx::net {

/// The addresses in the order of connection attempts (RFC 8305, section 4): the resolver's order, but with alternating
/// address families, starting with the family of the first.
std::vector<boost::asio::ip::tcp::endpoint> address_order(std::vector<boost::asio::ip::tcp::endpoint> resolved);

} // namespace telnyx::net

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/net/impl/address_order.ipp"
#endif
