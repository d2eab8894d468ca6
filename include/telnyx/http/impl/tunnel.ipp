#pragma once

#include "telnyx/base/ascii.hpp"
#include "telnyx/base/errc.hpp"
#include "telnyx/base/quoted_beginning.hpp"
#include "telnyx/base/version.hpp"
#include "telnyx/http/base64.hpp"
#include "telnyx/http/tunnel.hpp"

#include <boost/asio/error.hpp>
#include <boost/beast/http/error.hpp>

#include <algorithm>
#include <utility>
#include <vector>

namespace telnyx::http {

namespace detail {

// How many bytes of a refusal's body are read, and how many of them are kept.
inline constexpr std::size_t read_of_refusal = 8 * 1024;
inline constexpr std::size_t kept_of_refusal = 1000;

// Overwrites the secret in place, so that the text keeps its length.
inline void black_out(std::string& text, std::string_view secret) {
    if (secret.empty()) return;
    for (auto at = text.find(secret); at != std::string::npos; at = text.find(secret, at + secret.size()))
        std::fill_n(text.begin() + static_cast<std::ptrdiff_t>(at), secret.size(), '*');
}

// Removes the first element from a comma-separated list, in which commas may also occur within quotes.
inline std::string_view take_element(std::string_view& list) {
    bool quoted = false;
    std::size_t end = 0;
    for (; end != list.size() && (quoted || list[end] != ','); ++end) {
        if (quoted && list[end] == '\\' && end + 1 != list.size())
            ++end;
        else if (list[end] == '"')
            quoted = !quoted;
    }
    auto const element = ascii::trimmed(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
    return element;
}

// The authentication schemes that a proxy offers (RFC 9110, section 11.6.1): the first word of each challenge. Commas
// may also separate the parameters of a challenge, which contain an equals sign.
inline std::vector<std::string_view> offered_schemes(headers const& fields) {
    constexpr std::size_t most = 8, longest = 40;
    std::vector<std::string_view> schemes;
    for (auto const& each : fields) {
        if (!ascii::equal_ignoring_case(each.name, "proxy-authenticate")) continue;
        for (auto rest = each.value; !rest.empty() && schemes.size() < most;) {
            auto const part = take_element(rest);
            auto const word = part.substr(0, part.find_first_of(" \t"));
            bool const is_parameter = ascii::trimmed(part.substr(word.size())).starts_with('=');
            if (ascii::is_token(word) && !is_parameter && word.size() <= longest) schemes.push_back(word);
        }
    }
    return schemes;
}

} // namespace detail

TELNYX_DECL tunnel::tunnel(proxy const& through, origin const& to, std::size_t header_bytes)
    : through_(through), to_(to) {
    framer_.start_connect(header_bytes);
}

TELNYX_DECL std::string tunnel::credentials() const {
    return encode_base64(through_.user + ":" + through_.password);
}

TELNYX_DECL std::string tunnel::request() const {
    auto const target = to_.host_and_port();
    auto text = "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\nUser-Agent: telnyx-cpp/";
    text.append(version).append("\r\n");
    if (through_.has_credentials) text += "Proxy-Authorization: Basic " + credentials() + "\r\n";
    return text + "\r\n";
}

TELNYX_DECL tunnel::progress tunnel::parse(std::string_view bytes, std::size_t& used) {
    used = 0;
    while (!framer_.complete() && used < bytes.size()) {
        boost::system::error_code broken;
        auto const count = framer_.parse(bytes.substr(used), broken);
        used += count;
        body_.append(framer_.chunk());
        if (body_.size() >= detail::read_of_refusal) return refuse();
        if (broken && refused()) return refuse(); // its status is what matters
        if (broken == boost::beast::http::error::header_limit)
            return fail(make_error_code(errc::response_too_large), " sent a response with too large a head");
        if (broken)
            return fail(make_error_code(errc::malformed_response),
                        " sent a response that is not HTTP: " + broken.message());
        if (count == 0) break;
    }
    if (!framer_.complete()) return progress::needs_input;
    if (refused()) return refuse();
    if (used == bytes.size()) return progress::open;
    // The following bytes are the origin's, and a TLS server waits for the client to begin.
    return fail(make_error_code(errc::malformed_response), " sent unexpected data after its response");
}

TELNYX_DECL tunnel::progress tunnel::end_of_input() {
    if (refused()) return refuse();
    return fail(boost::asio::error::eof, " closed the connection without a response");
}

TELNYX_DECL tunnel::progress tunnel::refuse() {
    status_ = framer_.status();
    hide_secrets(body_);
    body_.resize(std::min(body_.size(), detail::kept_of_refusal));
    auto const said = body_.empty() ? std::string() : ": " + base::quoted_beginning(body_);
    if (status_ != 407)
        return fail(make_error_code(errc::proxy_refused), " answered " + std::to_string(status_) +
                                                              " when asked for a tunnel to " + to_.host_and_port() +
                                                              said);
    return fail(make_error_code(errc::proxy_unauthorized), wanted_authentication() + " (407)" + said);
}

// The library supports only Basic. If a proxy names no scheme, its status alone decides.
TELNYX_DECL std::string tunnel::wanted_authentication() {
    auto const offered = detail::offered_schemes(framer_.fields());
    auto const same = [](std::string_view scheme) { return ascii::equal_ignoring_case(scheme, "Basic"); };
    bool const takes_basic = std::any_of(offered.begin(), offered.end(), same);
    if (!takes_basic && !offered.empty()) {
        std::string names;
        for (auto const scheme : offered)
            names.append(names.empty() ? "" : " or ").append(scheme);
        hide_secrets(names);
        return " wants authentication by " + names + ", and offers no Basic authentication, the only kind known here";
    }
    std::string const text =
        through_.has_credentials ? " does not accept this user name and password" : " wants a user name and a password";
    return takes_basic ? text : text + ", and does not say which kind of authentication it offers";
}

// A proxy may echo the request that it refuses, anywhere in its response. The credentials are as readable without the
// padding of Base64.
TELNYX_DECL void tunnel::hide_secrets(std::string& text) const {
    if (!through_.has_credentials) return;
    auto const encoded = credentials();
    detail::black_out(text, std::string_view(encoded).substr(0, encoded.find('=')));
    detail::black_out(text, through_.password);
}

TELNYX_DECL tunnel::progress tunnel::fail(boost::system::error_code code, std::string text) {
    failure_ = code;
    failure_text_ = through_.name() + std::move(text);
    return progress::failed;
}

} // namespace telnyx::http
