#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/http/headers.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace telnyx::testing {

/// A request as the sandbox received it.
struct recorded_request {
    std::string method{};      ///< such as `POST`
    std::string target{};      ///< path and query as sent, percent-encoded
    telnyx::headers headers{}; ///< fields in the order of arrival; `:authority` of HTTP/2 is `host`
    std::string body{};        ///< without transfer coding; empty if the response was sent before it arrived

    std::map<std::string, std::string> path_parameters{}; ///< decoded `{name}` segments of the matching pattern

    std::size_t connection = 0;            ///< number of its connection, starting at 1
    std::size_t stream = 0;                ///< number of its HTTP/2 stream; 0 over HTTP/1.1
    bool secure = false;                   ///< whether it was sent over TLS
    bool resumed = false;                  ///< whether an earlier TLS session was resumed
    std::string tls_version{};             ///< such as `TLSv1.3`
    std::string server_name{};             ///< host name in the ClientHello (SNI); empty if there was none
    std::string application_protocol{};    ///< protocol negotiated in the TLS handshake (ALPN); empty if there was none
    std::string client_certificate_name{}; ///< common name in the client's certificate; empty if there was none

    /// The target without the query, still percent-encoded.
    std::string_view path() const;

    /// The query, still percent-encoded and without the question mark; empty if there is none.
    std::string_view query() const;

    /// Decoded value of the first query parameter with this (decoded) name; `std::nullopt` if there is none.
    std::optional<std::string> query_parameter(std::string_view name) const;
};

} // namespace telnyx::testing

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/recorded_request.ipp"
#endif
