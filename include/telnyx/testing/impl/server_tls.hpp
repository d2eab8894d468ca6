#pragma once

#include "telnyx/testing/impl/openssl.hpp"
#include "telnyx/testing/sandbox_options.hpp"

#include <string>
#include <string_view>

namespace telnyx::testing::detail {

/// The sandbox's side of TLS, shared by its connections.
class server_tls {
  public:
    /// @throws configuration_error if a certificate or key cannot be used.
    server_tls(sandbox_options const& options, std::string const& chain_pem, std::string const& key_pem);
    server_tls(server_tls const&) = delete;
    server_tls& operator=(server_tls const&) = delete;

    SSL_CTX* native() const { return context_.get(); }

  private:
    void show(std::string const& chain_pem, std::string const& key_pem);
    void demand_client_certificate(std::string const& ca_pem);
    void agree_on(std::vector<std::string> const& protocols);
    static int select_protocol(SSL*, unsigned char const** chosen, unsigned char* chosen_size,
                               unsigned char const* offered, unsigned offered_size, void* self);

    tls_context_ptr context_;
    std::string protocols_; // each preceded by its length, as on the wire
};

/// Common name in the peer's certificate; empty if it sent none.
std::string peer_common_name(SSL const* session);

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/server_tls.ipp"
#endif
