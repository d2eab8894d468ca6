#pragma once

#include "telnyx/http/origin.hpp"
#include "telnyx/net/tls_engine.hpp"
#include "telnyx/options/tls_options.hpp"

#include <memory>
#include <mutex>
#include <string>

struct ssl_session_st;

namespace telnyx::net {

/// State shared by all TLS connections of a client: trusted authorities, client certificate, protocol versions, and the
/// sessions issued by servers for resumption. Created once per client, since loading the authorities takes longer than
/// a handshake. Safe to use from several threads at once.
class tls_context {
  public:
    /// @throws configuration_error if a file cannot be read or contains no usable certificate or key
    explicit tls_context(tls_options const& options);
    ~tls_context();
    tls_context(tls_context const&) = delete;
    tls_context& operator=(tls_context const&) = delete;

    /// A session with `peer`, ready for the handshake: server name, host name check, and an earlier session to resume,
    /// if available. It offers HTTP/2 if `http2`, and HTTP/1.1 if `http1`.
    std::unique_ptr<tls_engine> make_engine(origin const& peer, bool http2 = false, bool http1 = true);

  private:
    friend struct tls_context_callbacks;
    struct state;
    std::unique_ptr<state> state_;
};

} // namespace telnyx::net

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/net/impl/tls_context.ipp"
#endif
