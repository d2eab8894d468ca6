#pragma once

#include "telnyx/base/errc.hpp"
#include "telnyx/net/opening_handshake.hpp"

#include <boost/asio/error.hpp>

#include <utility>

namespace telnyx::net {

TELNYX_DECL void opening_handshake::begin(wire_codec& wire, protocols offered, std::unique_ptr<tls_engine> tls,
                                          std::unique_ptr<http::tunnel> tunnel, std::string proxy) {
    offered_ = offered;
    tunnel_ = std::move(tunnel);
    proxy_ = std::move(proxy);
    if (tunnel_) {
        tls_ = std::move(tls);
        wire.write(tunnel_->request());
    } else {
        wire.secure(std::move(tls));
    }
}

TELNYX_DECL std::string opening_handshake::peer_name() const {
    if (proxy_.empty()) return authority_;
    return tunnel_ ? proxy_ : authority_ + " (through " + proxy_ + ")";
}

TELNYX_DECL opening_handshake::progress opening_handshake::advance(wire_codec& wire, exchange_failure& failure) {
    if (tunnel_) {
        auto const passed = pass_proxy(wire, failure);
        if (passed != progress::done) return passed;
    }
    return wire.tls() != nullptr ? shake_hands(wire, failure) : progress::done;
}

TELNYX_DECL opening_handshake::progress opening_handshake::pass_proxy(wire_codec& wire, exchange_failure& failure) {
    auto const before = from_proxy_.size();
    auto const size = wire.read_size();
    std::size_t count = 0;
    from_proxy_.resize(before + size);
    wire.read(from_proxy_.data() + before, size, count);
    std::size_t used = 0;
    auto result = tunnel_->parse(from_proxy_, used);
    from_proxy_.erase(0, used);
    if (result == http::tunnel::progress::needs_input) {
        if (wire.has_unsent() || !wire.stream_ended()) return progress::needs_input;
        result = tunnel_->end_of_input();
    }
    if (result == http::tunnel::progress::failed) {
        failure.record(tunnel_->failure(), tunnel_->failure_text());
        return progress::failed;
    }
    tunnel_.reset();
    wire.secure(std::move(tls_));
    return progress::done;
}

TELNYX_DECL opening_handshake::progress opening_handshake::shake_hands(wire_codec& wire,
                                                                       exchange_failure& failure) const {
    auto& tls = *wire.tls();
    switch (tls.handshake()) {
    case tls_engine::progress::done:
        return check_protocol(tls.application_protocol(), failure);
    case tls_engine::progress::needs_input:
        tls.release_buffers(); // thousands may wait for a peer at the same time
        if (wire.has_unsent() || !wire.stream_ended()) return progress::needs_input;
        failure.record(boost::asio::error::eof, peer_name() + " closed the connection during the TLS handshake");
        break;
    case tls_engine::progress::closed:
        failure.record(boost::asio::error::eof, peer_name() + " ended the TLS session during the handshake");
        break;
    case tls_engine::progress::failed:
        failure.record(tls.error(), "TLS handshake with " + peer_name() + " failed: " + tls.error_text());
        break;
    }
    return progress::failed;
}

TELNYX_DECL opening_handshake::progress opening_handshake::check_protocol(std::string_view chosen,
                                                                          exchange_failure& failure) const {
    bool const is_http1 = chosen.empty() || chosen == "http/1.1";
    bool const offered = is_http1 ? offered_ != protocols::http2 : offered_ != protocols::http1 && chosen == "h2";
    if (offered) return progress::done;
    failure.record(make_error_code(errc::malformed_response),
                   peer_name() + (is_http1 ? " does not speak HTTP/2" : " insists on another protocol than HTTP/1.1"));
    return progress::failed;
}

} // namespace telnyx::net
