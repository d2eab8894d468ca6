#pragma once

#include "telnyx/config.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ts/netfwd.hpp>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace telnyx {

/// Finds the addresses of a host. A client uses the system's resolver unless it is given one of these, which may come
/// from a service registry, another DNS library or a test. Runs on the client's executor; must be safe for use from
/// several threads; fails by throwing `boost::system::system_error`.
using name_lookup =
    std::function<boost::asio::awaitable<std::vector<boost::asio::ip::basic_endpoint<boost::asio::ip::tcp>>>(
        std::string host, std::uint16_t port)>;

} // namespace telnyx
