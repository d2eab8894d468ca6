#pragma once

#include "telnyx/configuration_error.hpp"
#include "telnyx/core/base_url.hpp"

#include <boost/asio/ip/address.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

namespace telnyx::core {

namespace detail {

[[noreturn]] inline void refuse_base_url(std::string_view url, std::string const& reason) {
    throw configuration_error("the base URL \"" + std::string(url) + "\" " + reason);
}

inline bool is_this_machine(origin const& peer) {
    if (!peer.is_address) return peer.host == "localhost";
    return boost::asio::ip::make_address(peer.host).is_loopback();
}

inline std::string host_of(boost::urls::url_view const& url, bool& is_address) {
    switch (url.host_type()) {
    case boost::urls::host_type::ipv4:
        is_address = true;
        return std::string(url.host());
    case boost::urls::host_type::ipv6:
        is_address = true;
        return std::string(url.host_ipv6_address().to_string());
    default:
        return std::string(url.host_name());
    }
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
    peer.host = detail::host_of(url, peer.is_address);
    if (!peer.is_address && !detail::is_host_name(peer.host)) detail::refuse_base_url(text, "has no valid host");
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
