#pragma once

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>

#include <cstdint>
#include <memory>
#include <poll.h>
#include <stdexcept>
#include <string>
#include <string_view>

namespace telnyx::tests {

/// A client of a server on 127.0.0.1 that sends and reads bytes, and blocks.
class http_peer {
  public:
    /// `receive_buffer` limits what the system takes while nobody reads; 0 leaves that to the system.
    explicit http_peer(std::uint16_t port, int receive_buffer = 0) {
        socket_.open(boost::asio::ip::tcp::v4());
        if (receive_buffer > 0) socket_.set_option(boost::asio::socket_base::receive_buffer_size(receive_buffer));
        socket_.connect({boost::asio::ip::address_v4::loopback(), port});
    }

    void send(std::string_view text) { boost::asio::write(socket_, boost::asio::buffer(text)); }

    /// Reads until all that was received contains `text`, and returns it. Throws if the connection ends before that.
    std::string const& read_until(std::string_view text) {
        while (received_.find(text) == std::string::npos)
            if (!receive()) throw std::runtime_error("\"" + std::string(text) + "\" is not in: " + received_);
        return received_;
    }

    /// Reads until the server closes the connection; returns all that was received.
    std::string const& read_to_end() {
        while (receive()) {
        }
        return received_;
    }

    std::string const& received() const { return received_; }

    /// Forgets what was received.
    void forget() { received_.clear(); }

    /// Reads once; false when the server has closed the connection.
    bool receive() {
        pollfd waiting{socket_.native_handle(), POLLIN, 0};
        constexpr int patience = 30'000;
        if (::poll(&waiting, 1, patience) != 1) throw std::runtime_error("the server has sent nothing");
        boost::system::error_code failure;
        char bytes[16 * 1024];
        auto const count = socket_.read_some(boost::asio::buffer(bytes), failure);
        received_.append(bytes, count);
        return !failure;
    }

    void close() { socket_.close(); }

  private:
    std::unique_ptr<boost::asio::io_context> context_ = std::make_unique<boost::asio::io_context>(); // so it can move
    boost::asio::ip::tcp::socket socket_{*context_};
    std::string received_;
};

} // namespace telnyx::tests
