#pragma once

#include "telnyx/http/proxy.hpp"
#include "telnyx/observe/observer_list.hpp"
#include "telnyx/options/custom_lookup.hpp"
#include "telnyx/options/http2_mode.hpp"
#include "telnyx/options/tls_options.hpp"

#include <chrono>
#include <cstddef>
#include <optional>

namespace telnyx::net {

/// Settings of a pool; see `client_options` for their meaning.
struct pool_options {
    tls_options tls;
    std::optional<http::proxy> proxy; // for all https origins
    telnyx::detail::custom_lookup lookup;
    observer_list observers;
    std::size_t connections = 64; // maximum number at a time
    http2_mode http2 = http2_mode::off;
    std::size_t streams = 100;                              // most per HTTP/2 connection
    std::size_t read_ahead = std::size_t(64) * 1024 * 1024; // of all streams, beyond their first windows
    std::size_t header_bytes = 64 * 1024;                   // most of a response head, over HTTP/2
    std::chrono::steady_clock::duration idle_time = std::chrono::seconds(60);
    std::chrono::steady_clock::duration address_lifetime = std::chrono::seconds(60);
    std::chrono::steady_clock::duration trusted_silence = std::chrono::seconds(15); // of an HTTP/2 connection
    std::chrono::steady_clock::duration ping_time = std::chrono::seconds(5);        // to answer PING after that
};

} // namespace telnyx::net
