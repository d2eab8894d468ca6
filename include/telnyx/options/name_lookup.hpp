#pragma once

#include "telnyx/base/config.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ts/netfwd.hpp>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace telnyx {

/// Finds the addresses of a host, in place of the system's resolver: from a service registry, another DNS library or a
/// test. Runs on the client's executor and must be safe to call from several threads at once. It fails by throwing,
/// preferably a `boost::system::system_error`, whose code becomes the code of the error that the call throws. A lookup
/// that is still running when the connect timeout expires is abandoned.
using name_lookup =
    std::function<boost::asio::awaitable<std::vector<boost::asio::ip::basic_endpoint<boost::asio::ip::tcp>>>(
        std::string host, std::uint16_t port)>;

} // namespace telnyx
