#pragma once

#include "telnyx/core/read_origin.hpp"

#include <boost/asio/ip/address.hpp>

#include <string_view>

namespace telnyx::core {

namespace detail {

inline bool is_host_name(std::string_view name) {
    return !name.empty() && name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                                   "-._") == std::string_view::npos;
}

} // namespace detail

TELNYX_DECL char const* read_origin(boost::urls::url_view const& url, origin& read) {
    read.secure = url.scheme_id() == boost::urls::scheme::https;
    if (!read.secure && url.scheme_id() != boost::urls::scheme::http) return "must begin with https:// (or http://)";
    read.host = std::string(url.host_address());
    boost::system::error_code not_an_address;
    auto const address = boost::asio::ip::make_address(read.host, not_an_address);
    read.is_address = !not_an_address;
    if (read.is_address)
        read.host = address.to_string();
    else if (url.encoded_host().starts_with('[') || !detail::is_host_name(read.host))
        return "has no valid host";
    // Boost.URL 1.81 takes the beginning of 1.2.3.4.example.com for the host and the rest for the path.
    if (!url.encoded_path().empty() && !url.encoded_path().starts_with('/'))
        return "has a host that is neither a name nor an address";
    if (url.has_port() && url.port_number() == 0) return "has no valid port";
    read.port = url.has_port() ? url.port_number() : static_cast<std::uint16_t>(read.secure ? 443 : 80);
    return nullptr;
}

} // namespace telnyx::core
