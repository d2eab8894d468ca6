#pragma once

#include "telnyx/base/ascii.hpp"
#include "telnyx/base/environment.hpp"
#include "telnyx/core/proxy_choice.hpp"
#include "telnyx/core/read_origin.hpp"
#include "telnyx/errors/configuration_error.hpp"
#include "telnyx/http/port.hpp"

#include <boost/asio/ip/address.hpp>
#include <boost/url/parse.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <string>

namespace telnyx::core {

namespace detail {

[[noreturn]] inline void refuse_proxy(std::string_view source, std::string_view reason) {
    throw configuration_error(std::string(source).append(" ").append(reason));
}

inline std::optional<boost::asio::ip::address> address_in(std::string const& text) {
    boost::system::error_code failure;
    auto const address = boost::asio::ip::make_address(text, failure);
    return failure ? std::nullopt : std::optional(address);
}

inline bool has_control_character(std::string_view text) {
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

/// A number that spans all of `text`.
inline std::optional<unsigned> number_in(std::string_view text) {
    unsigned value = 0;
    auto const* const end = text.data() + text.size();
    auto const [stop, failure] = std::from_chars(text.data(), end, value);
    return failure == std::errc() && stop == end ? std::optional(value) : std::nullopt;
}

template <class Bytes>
bool begin_alike(Bytes const& a, Bytes const& b, unsigned bits) {
    if (bits > a.size() * 8) return false;
    for (std::size_t i = 0; i < a.size() && i * 8 < bits; ++i) {
        auto const counted = std::min<std::size_t>(8, bits - i * 8);
        if ((a[i] ^ b[i]) >> (8 - counted) != 0) return false;
    }
    return true;
}

inline std::string_view without_brackets(std::string_view host) {
    return host.starts_with('[') && host.ends_with(']') ? host.substr(1, host.size() - 2) : host;
}

/// Whether `address` is in a block such as `10.0.0.0/8`.
inline bool is_in_block(boost::asio::ip::address const& address, std::string_view block) {
    auto const slash = block.find('/');
    auto const network = address_in(std::string(without_brackets(block.substr(0, slash))));
    auto const bits = number_in(block.substr(slash + 1));
    if (!network || !bits || network->is_v4() != address.is_v4()) return false;
    return address.is_v4() ? begin_alike(address.to_v4().to_bytes(), network->to_v4().to_bytes(), *bits)
                           : begin_alike(address.to_v6().to_bytes(), network->to_v6().to_bytes(), *bits);
}

/// Removes a port from the end of an entry; returns `false` if it differs from `wanted`.
inline bool take_port(std::string_view& entry, std::uint16_t wanted) {
    auto const colon = entry.rfind(':');
    bool const is_address = entry.find(':') != colon && !entry.substr(0, colon).ends_with(']');
    if (colon == std::string_view::npos || is_address || entry.ends_with(']')) return true;
    auto const port = http::parse_port(entry.substr(colon + 1));
    entry = entry.substr(0, colon);
    return port == wanted;
}

/// Whether `name` is `entry` or ends in a dot and `entry`.
inline bool is_within(std::string_view name, std::string_view entry) {
    if (name.ends_with('.')) name.remove_suffix(1);
    if (entry.starts_with("*.")) entry.remove_prefix(1);
    if (entry.starts_with('.')) entry.remove_prefix(1);
    if (entry.ends_with('.')) entry.remove_suffix(1);
    if (entry.empty() || entry.size() > name.size()) return false;
    auto const rest = name.size() - entry.size();
    return ascii::equal_ignoring_case(name.substr(rest), entry) && (rest == 0 || name[rest - 1] == '.');
}

inline bool entry_names(std::string_view entry, origin const& to) {
    if (entry == "*") return true;
    auto const address = to.is_address ? address_in(to.host) : std::nullopt;
    if (entry.find('/') != std::string_view::npos) return address && is_in_block(*address, entry);
    if (!take_port(entry, to.port)) return false;
    if (!address) return is_within(to.host, entry);
    return address_in(std::string(without_brackets(entry))) == address;
}

} // namespace detail

TELNYX_DECL bool is_listed(std::string_view list, origin const& to) {
    constexpr std::string_view separators = ", \t\r\n";
    while (true) {
        auto const start = list.find_first_not_of(separators);
        if (start == std::string_view::npos) return false;
        list.remove_prefix(start);
        auto const entry = list.substr(0, list.find_first_of(separators));
        if (detail::entry_names(entry, to)) return true;
        list.remove_prefix(entry.size());
    }
}

TELNYX_DECL http::proxy parse_proxy(std::string_view text, std::string_view source) {
    auto const scheme = text.substr(0, std::min(text.find("://"), text.size()));
    bool const complete = scheme.size() < text.size();
    if (complete && !ascii::equal_ignoring_case(scheme, "http"))
        detail::refuse_proxy(source, "names a kind of proxy that is not supported: only http:// proxies are, not "
                                     "https://, socks4:// or socks5://");
    auto const whole = complete ? std::string(text) : "http://" + std::string(text);
    auto const parsed = boost::urls::parse_uri(whole);
    if (!parsed)
        detail::refuse_proxy(source, "is not a URL such as http://user:password@host:port; special characters in user "
                                     "name and password have to be percent-encoded");
    auto const& url = *parsed;
    http::proxy read;
    if ((!url.encoded_path().empty() && url.encoded_path() != "/") || url.has_query() || url.has_fragment())
        detail::refuse_proxy(source, "must have no path, query or fragment");
    if (auto const* const problem = read_origin(url, read.address)) detail::refuse_proxy(source, problem);
    read.user = url.user();
    read.password = url.password();
    read.has_credentials = url.has_password() || !read.user.empty();
    if (read.user.find(':') != std::string::npos)
        detail::refuse_proxy(source, "has a user name with a colon, which cannot be sent");
    if (detail::has_control_character(read.user) || detail::has_control_character(read.password))
        detail::refuse_proxy(source, "has a control character in user name or password");
    return read;
}

TELNYX_DECL std::optional<http::proxy> choose_proxy(client_options const& options, origin const& to) {
    auto const environment = [](char const* lower_case, char const* upper_case) {
        auto const lower = base::environment_variable(lower_case);
        return lower ? *lower : base::environment_variable(upper_case).value_or("");
    };
    auto const straight = [&] {
        return !to.secure ||
               is_listed(options.no_proxy() ? *options.no_proxy() : environment("no_proxy", "NO_PROXY"), to);
    };
    if (options.proxy()) {
        if (options.proxy()->empty()) return std::nullopt;
        auto const chosen = parse_proxy(*options.proxy(), "the proxy's URL");
        return straight() ? std::nullopt : std::optional(chosen);
    }
    auto const url = environment("https_proxy", "HTTPS_PROXY");
    if (url.empty() || straight()) return std::nullopt;
    return parse_proxy(url, "the proxy's URL in the environment variable HTTPS_PROXY");
}

} // namespace telnyx::core
