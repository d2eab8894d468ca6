#pragma once

#include "telnyx/net/tls_context.hpp"
#include "telnyx/net/tls_engine.hpp"
#include "telnyx/net/wire_codec.hpp"
#include "telnyx/testing/certificate_authority.hpp"
#include "telnyx/testing/impl/server_tls.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace telnyx::tests {

/// Passes bytes to a codec as if they had been received, at most `size` at a time, and calls `then()` after each time.
template <class Then>
void receive(net::wire_codec& wire, std::string_view bytes, std::size_t size, Then then) {
    while (!bytes.empty()) {
        auto const memory = wire.prepare_input();
        auto const count = std::min({size, bytes.size(), memory.size()});
        std::memcpy(memory.data(), bytes.data(), count);
        bytes.remove_prefix(count);
        wire.received(count);
        then();
    }
}

/// What a codec wants to send, `size` bytes at a time.
inline std::string send_all(net::wire_codec& wire, std::size_t size) {
    std::string sent;
    while (wire.has_unsent()) {
        auto const next = wire.unsent().substr(0, size);
        sent.append(next);
        wire.mark_sent(next.size());
    }
    return sent;
}

/// What a codec has received.
inline std::string read_all(net::wire_codec& wire) {
    std::string text;
    while (wire.has_unread()) {
        std::string plain(wire.read_size(), ' ');
        std::size_t count = 0;
        if (wire.read(plain.data(), plain.size(), count) != net::wire_codec::progress::done) break;
        text.append(plain, 0, count);
    }
    return text;
}

/// A TLS server `api.example` in memory, and a client's context that trusts it.
class wire_peer {
  public:
    explicit wire_peer(testing::sandbox_options const& options = testing::sandbox_options())
        : shown_(authority_.issue(testing::certificate_options().dns_name("api.example"))),
          tls_(options, shown_.chain_pem, shown_.key_pem),
          engine(tls_.native(), net::tls_engine::role::server) {}

    std::unique_ptr<net::tls_engine> make_client(bool http2 = false, bool http1 = true) {
        return context_.make_engine({.secure = true, .host = "api.example", .port = 443, .is_address = false}, http2,
                                    http1);
    }

    /// Takes what the client has sent; returns what that says.
    std::string take(std::string_view bytes) {
        std::string text;
        engine.provide(bytes);
        if (engine.handshake() != net::tls_engine::progress::done) return text;
        char plain[1000];
        std::size_t count = 0;
        while (engine.read(plain, sizeof plain, count) == net::tls_engine::progress::done)
            text.append(plain, count);
        return text;
    }

    /// What is to be sent to the client.
    std::string output() { return std::exchange(engine.output(), {}); }

    std::string encrypted(std::string_view text) {
        engine.write(text);
        return output();
    }

  private:
    testing::certificate_authority authority_;
    testing::certificate shown_;
    testing::detail::server_tls tls_;
    net::tls_context context_{tls_options().ca_pem(authority_.certificate_pem())};

  public:
    net::tls_engine engine;
};

} // namespace telnyx::tests
