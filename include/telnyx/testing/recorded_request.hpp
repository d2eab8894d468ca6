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
    std::string target{};      ///< path and query as they were sent, percent-encoded
    telnyx::headers headers{}; ///< fields in the order in which they came
    std::string body{};        ///< without transfer encoding; empty when answered before it arrived

    std::map<std::string, std::string> path_parameters{}; ///< decoded `{name}` parts of the pattern that matched

    std::size_t connection = 0; ///< number of the connection it came on, the first being 1
    bool secure = false;        ///< whether it came over TLS
    bool resumed = false;       ///< whether an earlier TLS session was resumed
    std::string tls_version{};  ///< such as `TLSv1.3`
    std::string server_name{};  ///< name the client asked for in its TLS greeting (SNI); empty when it named none
    std::string application_protocol{};    ///< protocol agreed upon in the TLS handshake (ALPN); empty when none was
    std::string client_certificate_name{}; ///< common name in the client's certificate; empty when it showed none

    /// The target without its query, still percent-encoded.
    std::string_view path() const;

    /// The query, still percent-encoded and without the question mark; empty when there is none.
    std::string_view query() const;

    /// Decoded value of the first query parameter of this (decoded) name; none when there is no such parameter.
    std::optional<std::string> query_parameter(std::string_view name) const;
};

} // namespace telnyx::testing

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/recorded_request.ipp"
#endif
