#pragma once

#include "support/raw_client.hpp"
#include "telnyx/testing/sandbox.hpp"

namespace telnyx::tests {

/// A sandbox and the TLS settings of a client that trusts it.
struct sandbox_fixture {
    explicit sandbox_fixture(testing::sandbox_options const& options = testing::sandbox_options())
        : server(testing::sandbox_options(options).token_delay(std::chrono::nanoseconds(0))),
          tls(tls_options().ca_pem(server.ca_pem())) {}

    raw_client connect() { return raw_client(server, tls); }

    testing::sandbox server;
    net::tls_context tls;
};

} // namespace telnyx::tests
