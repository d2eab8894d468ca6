#pragma once

#include "telnyx/http/origin.hpp"
#include "telnyx/net/pool.hpp"
#include "telnyx/net/tls_engine.hpp"
#include "telnyx/testing/certificate_authority.hpp"
#include "telnyx/testing/impl/server_tls.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <array>
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
          acceptor_(io),
          socket_(io) {
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
        socket_ = co_await acceptor_.async_accept(boost::asio::use_awaitable);
        engine_.emplace(tls_.native(), net::tls_engine::role::server);
        while (engine_->handshake() == net::tls_engine::progress::needs_input) {
            co_await flush();
            co_await receive();
        }
        if (engine_->error()) throw std::runtime_error(engine_->error_text());
        co_await flush();
    }

    /// Reads until `enough(all that was read so far)`.
    boost::asio::awaitable<void> read_until(std::function<bool(std::string const&)> enough) {
        while (true) {
            take();
            if (enough(read_)) co_return;
            co_await receive();
        }
    }

    /// Takes one more piece from the network, whatever it holds.
    boost::asio::awaitable<void> receive() {
        auto const count = co_await socket_.async_read_some(boost::asio::buffer(input_), boost::asio::use_awaitable);
        engine_->provide({input_.data(), count});
    }

    boost::asio::awaitable<void> send(std::string plain) {
        engine_->write(plain);
        co_await flush();
    }

    /// Sends what the engine has made.
    boost::asio::awaitable<void> flush() {
        auto const bytes = std::exchange(engine_->output(), {});
        co_await boost::asio::async_write(socket_, boost::asio::buffer(bytes), boost::asio::use_awaitable);
    }

    /// Asks for a new handshake, which is for TLS 1.2 and which clients have to decline, and waits for that.
    boost::asio::awaitable<void> renegotiate() {
        auto* const session = engine_->native();
        SSL_clear_options(session, SSL_OP_NO_RENEGOTIATION);
        SSL_renegotiate(session);
        engine_->handshake();
        co_await flush();
        co_await receive();
        if (engine_->input().empty()) throw std::runtime_error("no answer to a new handshake");
    }

    net::tls_engine& engine() { return *engine_; }
    boost::asio::ip::tcp::socket& socket() { return socket_; }

  private:
    void take() {
        std::array<char, 4096> plain;
        std::size_t count = 0;
        while (engine_->read(plain.data(), plain.size(), count) == net::tls_engine::progress::done)
            read_.append(plain.data(), count);
    }

    testing::certificate_authority authority_;
    testing::certificate shown_;
    testing::detail::server_tls tls_;
    boost::asio::ip::tcp::acceptor acceptor_;
    boost::asio::ip::tcp::socket socket_;
    std::optional<net::tls_engine> engine_;
    std::array<char, 16 * 1024> input_{};
    std::string read_;
};

/// A pool that trusts the peer.
inline std::shared_ptr<net::pool> pool_for(boost::asio::io_context& io, tls_peer const& peer) {
    net::pool_options options;
    options.tls.ca_pem(peer.ca_pem());
    return std::make_shared<net::pool>(io.get_executor(), options);
}

} // namespace telnyx::tests
