#pragma once

#include "telnyx/options/client_options.hpp"
#include "telnyx/options/http2_mode.hpp"

#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>

namespace telnyx::tests {

/// The environment variable that makes a whole run of a test program use HTTP/2: `required` or `automatic`.
inline constexpr char protocol_variable[] = "TELNYX_TEST_HTTP2";

/// What clients use whose test does not choose a protocol.
inline http2_mode protocol_of_run() {
    auto const* const value = std::getenv(protocol_variable);
    std::string const wanted = value == nullptr ? "" : value;
    if (wanted.empty()) return http2_mode::off;
    if (wanted == "required") return http2_mode::required;
    if (wanted == "automatic") return http2_mode::automatic;
    throw std::invalid_argument(std::string(protocol_variable) + " is neither required nor automatic: " + wanted);
}

/// Whether these clients use HTTP/2.
inline bool runs_over_http2() {
    return protocol_of_run() != http2_mode::off;
}

/// The name of that protocol in a TLS handshake.
inline std::string name_of_protocol_of_run() {
    return runs_over_http2() ? "h2" : "http/1.1";
}

/// How many clients use HTTP/2 because the run does.
inline std::atomic<std::size_t> clients_of_http2_run{0};

/// What a client of this URL uses whose test does not choose a protocol. Over `http://` there is only HTTP/1.1.
inline http2_mode protocol_of_client(std::string_view base_url) {
    if (!runs_over_http2() || base_url.starts_with("http://")) return http2_mode::off;
    ++clients_of_http2_run;
    return protocol_of_run();
}

/// Options with the protocol of the run, unless they choose HTTP/2 themselves.
inline client_options with_protocol_of_run(client_options options) {
    if (options.http2() == http2_mode::off) options.http2(protocol_of_client(options.base_url()));
    return options;
}

/// How many connections remain where a call was given up in its middle: it takes its connection with it, but over
/// HTTP/2 only its stream.
inline std::size_t kept_over_http2(std::size_t connections = 1) {
    return runs_over_http2() ? connections : 0;
}

} // namespace telnyx::tests
