#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <poll.h>
#include <stdexcept>
#include <string>
#include <sys/socket.h>
#include <vector>

namespace telnyx::tests {

/// An address on which attempts to connect are neither accepted nor refused: a listening socket that accepts nobody,
/// whose queue is full.
class black_hole {
  public:
    explicit black_hole(std::string const& address = "127.0.0.1")
        : acceptor_(context_, {boost::asio::ip::make_address(address), 0}, false) {
        acceptor_.listen(0);
        while (connects_at_once())
            if (fillers_.size() > 100) throw std::runtime_error("this system's queue of connections is never full");
    }

    boost::asio::ip::tcp::endpoint endpoint() const { return acceptor_.local_endpoint(); }

  private:
    bool connects_at_once() {
        auto& filler = fillers_.emplace_back(context_, endpoint().protocol());
        filler.native_non_blocking(true);
        auto const to = endpoint();
        ::connect(filler.native_handle(), to.data(), static_cast<socklen_t>(to.size())); // Asio's own would wait
        pollfd connected{filler.native_handle(), POLLOUT, 0};
        return ::poll(&connected, 1, 50) == 1;
    }

    boost::asio::io_context context_;
    boost::asio::ip::tcp::acceptor acceptor_;
    std::vector<boost::asio::ip::tcp::socket> fillers_;
};

/// An address that refuses connections: its port has just been given up, and nobody else gets it as long as the object
/// holds on to it.
class refusing_address {
  public:
    explicit refusing_address(std::string const& address = "127.0.0.1")
        : socket_(context_, {boost::asio::ip::make_address(address), 0}) {}

    boost::asio::ip::tcp::endpoint endpoint() const { return socket_.local_endpoint(); }

  private:
    boost::asio::io_context context_;
    boost::asio::ip::tcp::socket socket_; // bound and not listening
};

} // namespace telnyx::tests
