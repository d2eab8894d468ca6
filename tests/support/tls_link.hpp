#pragma once

#include "telnyx/net/tls_engine.hpp"
#include "telnyx/testing/impl/server_tls.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <functional>
#include <stdexcept>
#include <string>
#include <utility>

namespace telnyx::tests {

/// The server's end of one TLS connection, led step by step.
class tls_link {
  public:
    tls_link(boost::asio::ip::tcp::socket socket, testing::detail::server_tls const& tls)
        : socket_(std::move(socket)), engine_(tls.native(), net::tls_engine::role::server) {
        socket_.set_option(boost::asio::ip::tcp::no_delay(true));
    }

    boost::asio::awaitable<void> shake_hands() {
        while (engine_.handshake() == net::tls_engine::progress::needs_input) {
            co_await flush();
            co_await receive();
        }
        if (engine_.error()) throw std::runtime_error(engine_.error_text());
        co_await flush();
    }

    /// Reads until `enough(all that was read so far)`.
    boost::asio::awaitable<void> read_until(std::function<bool(std::string const&)> enough) {
        while (true) {
            read_ += take();
            if (enough(read_)) co_return;
            co_await receive();
        }
    }

    /// Takes one more piece from the network, whatever it holds.
    boost::asio::awaitable<void> receive() {
        auto const count = co_await socket_.async_read_some(boost::asio::buffer(input_), boost::asio::use_awaitable);
        engine_.provide({input_.data(), count});
    }

    /// Decrypts what has come.
    std::string take() {
        std::string plain;
        std::array<char, 4096> piece;
        std::size_t count = 0;
        while (engine_.read(piece.data(), piece.size(), count) == net::tls_engine::progress::done)
            plain.append(piece.data(), count);
        return plain;
    }

    boost::asio::awaitable<void> send(std::string plain) {
        engine_.write(plain);
        co_await flush();
    }

    /// Sends what the engine has made.
    boost::asio::awaitable<void> flush() {
        auto const bytes = std::exchange(engine_.output(), {});
        co_await boost::asio::async_write(socket_, boost::asio::buffer(bytes), boost::asio::use_awaitable);
    }

    net::tls_engine& engine() { return engine_; }
    boost::asio::ip::tcp::socket& socket() { return socket_; }

  private:
    boost::asio::ip::tcp::socket socket_;
    net::tls_engine engine_;
    std::array<char, 16 * 1024> input_{};
    std::string read_;
};

} // namespace telnyx::tests
