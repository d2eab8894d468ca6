#pragma once

#include "telnyx/http/proxy.hpp"
#include "telnyx/observe/observer_list.hpp"
#include "telnyx/options/custom_lookup.hpp"
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
    std::chrono::steady_clock::duration idle_time = std::chrono::seconds(60);
    std::chrono::steady_clock::duration address_lifetime = std::chrono::seconds(60);
};

} // namespace telnyx::net
