#pragma once

#include "telnyx/base/quoted_beginning.hpp"
#include "telnyx/core/base_url.hpp"
#include "telnyx/core/read_origin.hpp"
#include "telnyx/errors/configuration_error.hpp"

#include <boost/asio/ip/address.hpp>
#include <boost/url/parse.hpp>

#include <utility>

namespace telnyx::core {

namespace detail {

// A URL that may contain a password is not repeated.
[[noreturn]] inline void refuse_base_url(std::string_view url, std::string const& reason) {
    auto const shown =
        url.find('@') == std::string_view::npos ? " " + base::quoted_beginning(url) + " " : std::string(" ");
    throw configuration_error("the base URL" + shown + reason);
}

inline bool is_this_machine(origin const& peer) {
    if (!peer.is_address) return peer.host == "localhost";
    return boost::asio::ip::make_address(peer.host).is_loopback();
}

} // namespace detail

TELNYX_DECL base_url parse_base_url(std::string_view text, bool allow_plain_http) {
    auto const parsed = boost::urls::parse_uri(text);
    if (!parsed) detail::refuse_base_url(text, "is not a URL such as https://api.telnyx.com/v2");
    auto const& url = *parsed;
    if (url.has_userinfo() || url.has_query() || url.has_fragment())
        throw configuration_error("the base URL must have no user info, query or fragment");
    origin peer;
    if (auto const* const problem = read_origin(url, peer)) detail::refuse_base_url(text, problem);
    if (!peer.secure && !allow_plain_http && !detail::is_this_machine(peer))
        detail::refuse_base_url(text, "would send the API key unencrypted; use https://, or set allow_plain_http() "
                                      "if that is really wanted");
    std::string path(url.encoded_path());
    while (!path.empty() && path.back() == '/')
        path.pop_back();
    return {std::make_shared<origin const>(std::move(peer)), std::move(path)};
}

} // namespace telnyx::core
