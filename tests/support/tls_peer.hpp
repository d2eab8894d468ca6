#pragma once

#include "support/tls_link.hpp"
#include "telnyx/http/origin.hpp"
#include "telnyx/net/pool.hpp"
#include "telnyx/net/tls_engine.hpp"
#include "telnyx/testing/certificate_authority.hpp"
#include "telnyx/testing/impl/server_tls.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <functional>
#include <memory>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <optional>
#include <stdexcept>
#include <string>
#include <sys/socket.h>
#include <utility>

namespace telnyx::tests {

/// The server's end of one TLS connection, led step by step, for what the sandbox does not do.
class tls_peer {
  public:
    explicit tls_peer(boost::asio::io_context& io, testing::sandbox_options const& options = testing::sandbox_options())
        : shown_(authority_.issue(testing::certificate_options().ip_address("127.0.0.1"))),
          tls_(options, shown_.chain_pem, shown_.key_pem),
          acceptor_(io) {
        boost::asio::ip::tcp::endpoint const anywhere(boost::asio::ip::address_v4::loopback(), 0);
        acceptor_.open(anywhere.protocol());
        acceptor_.bind(anywhere);
    }

    /// Makes the buffers of both systems as small as they can be.
    tls_peer& with_small_buffers() {
        acceptor_.set_option(boost::asio::socket_base::receive_buffer_size(2048));
        int const segment = 536;
        ::setsockopt(acceptor_.native_handle(), IPPROTO_TCP, TCP_MAXSEG, &segment, sizeof segment);
        return *this;
    }

    void listen() { acceptor_.listen(); }

    std::string ca_pem() const { return authority_.certificate_pem(); }

    std::shared_ptr<origin const> as_origin() const {
        return std::make_shared<origin const>(
            origin{.secure = true, .host = "127.0.0.1", .port = acceptor_.local_endpoint().port(), .is_address = true});
    }

    /// Accepts a connection and shakes hands.
    boost::asio::awaitable<void> accept() {
        auto socket = co_await acceptor_.async_accept(boost::asio::use_awaitable);
        link_.emplace(std::move(socket), tls_);
        co_await link_->shake_hands();
    }

    /// Reads until `enough(all that was read so far)`.
    boost::asio::awaitable<void> read_until(std::function<bool(std::string const&)> enough) {
        co_await link_->read_until(std::move(enough));
    }

    /// Takes one more piece from the network, whatever it holds.
    boost::asio::awaitable<void> receive() { co_await link_->receive(); }

    boost::asio::awaitable<void> send(std::string plain) { co_await link_->send(std::move(plain)); }

    /// Sends what the engine has made.
    boost::asio::awaitable<void> flush() { co_await link_->flush(); }

    /// Asks for a new handshake, which is for TLS 1.2 and which clients have to decline, and waits for that.
    boost::asio::awaitable<void> renegotiate() {
        auto* const session = engine().native();
        SSL_clear_options(session, SSL_OP_NO_RENEGOTIATION);
        SSL_renegotiate(session);
        engine().handshake();
        co_await flush();
        co_await receive();
        if (engine().input().empty()) throw std::runtime_error("no answer to a new handshake");
    }

    net::tls_engine& engine() { return link_->engine(); }
    boost::asio::ip::tcp::socket& socket() { return link_->socket(); }

  private:
    testing::certificate_authority authority_;
    testing::certificate shown_;
    testing::detail::server_tls tls_;
    boost::asio::ip::tcp::acceptor acceptor_;
    std::optional<tls_link> link_;
};

/// A pool that trusts the peer.
inline std::shared_ptr<net::pool> pool_for(boost::asio::io_context& io, tls_peer const& peer) {
    net::pool_options options;
    options.tls.ca_pem(peer.ca_pem());
    return std::make_shared<net::pool>(io.get_executor(), options);
}

} // namespace telnyx::tests
