#pragma once

#include "telnyx/core/read_origin.hpp"
#include "telnyx/http/port.hpp"

#include <boost/asio/ip/address.hpp>

#include <string_view>

namespace telnyx::core {

namespace detail {

// Whether the system resolver may take the name for an IPv4 address, as with `127.1` and `0x7f000001`.
inline bool ends_in_number(std::string_view name) {
    if (name.ends_with('.')) name.remove_suffix(1);
    auto const last = name.substr(name.rfind('.') + 1);
    auto const digits = [](std::string_view text, std::string_view allowed) {
        return text.find_first_not_of(allowed) == std::string_view::npos;
    };
    if (last.starts_with("0x") || last.starts_with("0X")) return digits(last.substr(2), "0123456789abcdefABCDEF");
    return digits(last, "0123456789");
}

inline bool is_host_name(std::string_view name) {
    // For OpenSSL, a name that starts with a dot matches all names with that ending.
    return !name.empty() && !name.starts_with('.') && name.find("..") == std::string_view::npos &&
           name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._") ==
               std::string_view::npos &&
           !ends_in_number(name);
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
    // Boost.URL 1.81 parses the start of 1.2.3.4.example.com as the host and the rest as the path.
    if (!url.encoded_path().empty() && !url.encoded_path().starts_with('/'))
        return "has a host that is neither a name nor an address";
    read.port = read.secure ? 443 : 80;
    if (!url.has_port()) return nullptr;
    auto const port = http::parse_port({url.port().data(), url.port().size()});
    if (!port) return "has no valid port";
    read.port = *port;
    return nullptr;
}

} // namespace telnyx::core
