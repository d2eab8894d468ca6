#pragma once

#include "telnyx/configuration_error.hpp"
#include "telnyx/core/base_url.hpp"

#include <boost/asio/ip/address.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

namespace telnyx::core {

namespace detail {

// A URL with something like a password in it is not repeated.
[[noreturn]] inline void refuse_base_url(std::string_view url, std::string const& reason) {
    auto const shown = url.find('@') == std::string_view::npos ? " \"" + std::string(url) + "\" " : std::string(" ");
    throw configuration_error("the base URL" + shown + reason);
}

inline bool is_this_machine(origin const& peer) {
    if (!peer.is_address) return peer.host == "localhost";
    return boost::asio::ip::make_address(peer.host).is_loopback();
}

inline bool is_host_name(std::string_view name) {
    return !name.empty() && name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                                   "-._") == std::string_view::npos;
}

} // namespace detail

TELNYX_DECL base_url parse_base_url(std::string_view text, bool allow_plain_http) {
    auto const parsed = boost::urls::parse_uri(text);
    if (!parsed) detail::refuse_base_url(text, "is not a URL such as https://api.telnyx.com/v2");
    auto const& url = *parsed;
    origin peer;
    peer.secure = url.scheme_id() == boost::urls::scheme::https;
    if (!peer.secure && url.scheme_id() != boost::urls::scheme::http)
        detail::refuse_base_url(text, "must begin with https:// (or http://)");
    if (url.has_userinfo() || url.has_query() || url.has_fragment())
        throw configuration_error("the base URL must have no user info, query or fragment");
    peer.host = std::string(url.host_address());
    boost::system::error_code not_an_address;
    auto const address = boost::asio::ip::make_address(peer.host, not_an_address);
    peer.is_address = !not_an_address;
    if (peer.is_address)
        peer.host = address.to_string();
    else if (url.encoded_host().starts_with('[') || !detail::is_host_name(peer.host))
        detail::refuse_base_url(text, "has no valid host");
    // Boost.URL 1.81 takes the beginning of 1.2.3.4.example.com for the host and the rest for the path.
    if (!url.encoded_path().empty() && !url.encoded_path().starts_with('/'))
        detail::refuse_base_url(text, "has a host that is neither a name nor an address");
    if (url.has_port() && url.port_number() == 0) detail::refuse_base_url(text, "has no valid port");
    peer.port = url.has_port() ? url.port_number() : static_cast<std::uint16_t>(peer.secure ? 443 : 80);
    if (!peer.secure && !allow_plain_http && !detail::is_this_machine(peer))
        detail::refuse_base_url(text, "would send the API key unencrypted; use https://, or set allow_plain_http() "
                                      "if that is really wanted");
    std::string path(url.encoded_path());
    while (!path.empty() && path.back() == '/')
        path.pop_back();
    return {std::make_shared<origin const>(std::move(peer)), std::move(path)};
}

} // namespace telnyx::core
