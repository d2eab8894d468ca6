#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/http/tunnel.hpp"
#include "telnyx/net/exchange_failure.hpp"
#include "telnyx/net/wire_codec.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace telnyx::net {

/// What has to be done on a fresh connection before it can be used: asking the proxy, if there is one, for a tunnel to
/// the origin, the TLS handshake, and the choice of a protocol. Does no I/O.
class opening_handshake {
  public:
    /// What is offered to the peer.
    enum class protocols { http1, http2, both };

    enum class progress {
        done,        ///< requests can be sent
        needs_input, ///< what is to be sent must be sent, and then more input is needed
        failed,      ///< the failure has been recorded
    };

    /// `authority` is the name of the origin in messages.
    explicit opening_handshake(std::string authority) : authority_(std::move(authority)) {}

    /// Begins. `tls` is null for plain http. With a `tunnel`, the peer is a proxy, called `proxy` in messages.
    void begin(wire_codec& wire, protocols offered, std::unique_ptr<tls_engine> tls,
               std::unique_ptr<http::tunnel> tunnel, std::string proxy);

    /// Goes on as far as the input allows.
    progress advance(wire_codec& wire, exchange_failure& failure);

    /// The tunnel through the proxy, until it is open; null if there is none.
    http::tunnel* tunnel() const { return tunnel_.get(); }

    /// The name of the origin.
    std::string const& authority() const { return authority_; }

    /// Who is at the other end, for messages.
    std::string peer_name() const;

  private:
    progress pass_proxy(wire_codec& wire, exchange_failure& failure);
    progress shake_hands(wire_codec& wire, exchange_failure& failure) const;
    progress check_protocol(std::string_view chosen, exchange_failure& failure) const;

    std::string const authority_;
    protocols offered_ = protocols::http1;
    std::unique_ptr<tls_engine> tls_; // until the tunnel is open
    std::unique_ptr<http::tunnel> tunnel_;
    std::string from_proxy_; // not yet parsed
    std::string proxy_;
};

} // namespace telnyx::net

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/net/impl/opening_handshake.ipp"
#endif
