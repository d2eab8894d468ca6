#pragma once

#include "telnyx/core/server_report.hpp"
#include "telnyx/errc.hpp"
#include "telnyx/http/base64.hpp"
#include "telnyx/http/tunnel.hpp"
#include "telnyx/version.hpp"

#include <boost/asio/error.hpp>
#include <boost/beast/http/error.hpp>

#include <algorithm>
#include <utility>

namespace telnyx::http {

namespace detail {

// How much is read of a body that explains a refusal, and how much of it is kept.
inline constexpr std::size_t read_of_refusal = 8 * 1024;
inline constexpr std::size_t kept_of_refusal = 1000;

// In its place, so that no other end of the text comes closer.
inline void black_out(std::string& text, std::string_view secret) {
    if (secret.empty()) return;
    for (auto at = text.find(secret); at != std::string::npos; at = text.find(secret, at + secret.size()))
        std::fill_n(text.begin() + static_cast<std::ptrdiff_t>(at), secret.size(), '*');
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
        body_.append(framer_.piece());
        if (body_.size() >= detail::read_of_refusal) return refuse();
        if (broken && refused()) return refuse(); // its status is what matters
        if (broken == boost::beast::http::error::header_limit)
            return fail(make_error_code(errc::response_too_large), " sent an answer with too large a head");
        if (broken)
            return fail(make_error_code(errc::malformed_response),
                        " sent an answer that is no HTTP: " + broken.message());
        if (count == 0) break;
    }
    if (!framer_.complete()) return progress::needs_input;
    if (refused()) return refuse();
    if (used == bytes.size()) return progress::open;
    // What follows is the origin's, and one that speaks TLS lets the client begin.
    return fail(make_error_code(errc::malformed_response), " sent something that nobody asked for behind its answer");
}

TELNYX_DECL tunnel::progress tunnel::end_of_input() {
    if (refused()) return refuse();
    return fail(boost::asio::error::eof, " closed the connection without an answer");
}

TELNYX_DECL tunnel::progress tunnel::refuse() {
    status_ = framer_.status();
    hide_secrets();
    body_.resize(std::min(body_.size(), detail::kept_of_refusal));
    auto const said = body_.empty() ? std::string() : ": " + core::quoted_beginning(body_);
    if (status_ != 407)
        return fail(make_error_code(errc::proxy_refused),
                    " answered " + std::to_string(status_) + " when asked for a way to " + to_.host_and_port() + said);
    return fail(make_error_code(errc::proxy_unauthorized),
                (through_.has_credentials ? " does not accept this user name and password (407)"
                                          : " wants a user name and a password (407)") +
                    said);
}

// A proxy may show the request that it refuses.
TELNYX_DECL void tunnel::hide_secrets() {
    detail::black_out(body_, credentials());
    detail::black_out(body_, through_.password);
}

TELNYX_DECL tunnel::progress tunnel::fail(boost::system::error_code code, std::string text) {
    failure_ = code;
    failure_text_ = through_.name() + std::move(text);
    return progress::failed;
}

} // namespace telnyx::http
