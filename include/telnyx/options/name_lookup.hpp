#pragma once

#include "telnyx/base/config.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ts/netfwd.hpp>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace telnyx {

/// Finds the addresses of a host. A client uses the system's resolver unless it is given one of these, which may come
/// from a service registry, another DNS library or a test. Runs on the client's executor; must be safe for use from
/// several threads; fails by throwing, best a `boost::system::system_error`, whose code is that of the error which the
/// call throws. A lookup that has not ended when the time to connect is over is no longer waited for.
using name_lookup =
    std::function<boost::asio::awaitable<std::vector<boost::asio::ip::basic_endpoint<boost::asio::ip::tcp>>>(
        std::string host, std::uint16_t port)>;

} // namespace telnyx
